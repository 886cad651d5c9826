// Eleventy with no theme: a title, the text and nothing else.
export default (config) => {
  config.addGlobalData("layout", "page.html");
  config.setQuietMode(true);
  return { dir: { input: "content", output: "_site", includes: "../layouts" }, markdownTemplateEngine: false };
};
