/* The stem of a word in each language, in small letters: what its inflections and spellings have in common. For search-engine.js. */
self.stemmers = (() => {
  "use strict";

  // An English word, or its beginning, with the s that the site writes: organisation for organization, also on Swedish pages.
  const british = (word) => word.replace(/^(...+[iy])z(?=e?$|e[drs]|ing|at)/, "$1s");

  // Other words that British and American spell apart, made one: most are shorter in American.
  const SPELLINGS = [
    [/^((?:behavi|col|endeav|fav|harb|hon|lab|neighb|rum)o)u(?=r)/, "$1"],
    [/^(cent|fib|lit|met|theat)re(?=s?$)/, "$1er"],
    [/^(def|lic|off|pret)ence(?=s?$)/, "$1ense"],
    [/^(program)me(?=s?$)/, "$1"],
    [/^((?:anal|catal|dial)og)ue(?=s?$)/, "$1"],
    [/^(cancel|channel|counsel|fuel|label|level|model|signal|travel)l(?=e[drs]|ing)/, "$1"],
    [/^(fulfil|enrol)l/, "$1"],
    [/^(acknowledg(?=em)|ag(?=ei)|judg(?=em))e/, "$1"],
    [/^(alumin)i(?=um)/, "$1"],
    [/^gray/, "grey"],
    [/^practis/, "practic"],
  ];
  const spelled = (word) => SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), british(word));

  /* Swedish, by snowballstem.org/algorithms/swedish/stemmer.html. Endings are taken only of what stands after the first
     consonant that follows a vowel, and never of the first three letters. Ours is that "prioritering" is the noun of
     "prioritera": readers type either. */
  const START = /^.*?[aeiouyåäö][^aeiouyåäö]/;
  const ENDINGS = [
    "heterna hetens heten heter het anden andes ande andet arnas arna arens aren arne are ar ornas orna or",
    "ernas erna erns ern er ades ade ad aste ast as at a ens en es e",
  ];
  const ENDING = new RegExp(`(?:${ENDINGS.join(" ").replaceAll(" ", "|")})$`);
  const swedish = (word) => {
    const start = Math.max(3, START.exec(word)?.[0].length ?? word.length);
    const part = (pattern, to) => word.slice(0, start) + word.slice(start).replace(pattern, to);
    const short = part(ENDING, "");
    word = short === word && /[bcdfghjklmnoprtvy]s$/.test(word) ? part(/s$/, "") : short;
    word = part(/(?:[dg]d|nn|[dgkt]t)$/, (pair) => pair[0]);
    return part(/(?:l?ig|els)$|(lös|full)t$|(er)ing$/, "$1$2");
  };

  /*! English: npm package stemmer 2.0.1, MIT licence, (c) 2014 Titus Wormer, github.com/words/stemmer, but for its name,
     comments and what it exports. */
  // Standard suffix manipulations.
  const step2list = {
    ational: 'ate',
    tional: 'tion',
    enci: 'ence',
    anci: 'ance',
    izer: 'ize',
    bli: 'ble',
    alli: 'al',
    entli: 'ent',
    eli: 'e',
    ousli: 'ous',
    ization: 'ize',
    ation: 'ate',
    ator: 'ate',
    alism: 'al',
    iveness: 'ive',
    fulness: 'ful',
    ousness: 'ous',
    aliti: 'al',
    iviti: 'ive',
    biliti: 'ble',
    logi: 'log'
  }

  const step3list = {
    icate: 'ic',
    ative: '',
    alize: 'al',
    iciti: 'ic',
    ical: 'ic',
    ful: '',
    ness: ''
  }

  // Consonant-vowel sequences.
  const consonant = '[^aeiou]'
  const vowel = '[aeiouy]'
  const consonants = '(' + consonant + '[^aeiouy]*)'
  const vowels = '(' + vowel + '[aeiou]*)'

  const gt0 = new RegExp('^' + consonants + '?' + vowels + consonants)
  const eq1 = new RegExp(
    '^' + consonants + '?' + vowels + consonants + vowels + '?$'
  )
  const gt1 = new RegExp('^' + consonants + '?(' + vowels + consonants + '){2,}')
  const vowelInStem = new RegExp('^' + consonants + '?' + vowel)
  const consonantLike = new RegExp('^' + consonants + vowel + '[^aeiouwxy]$')

  // Exception expressions.
  const sfxLl = /ll$/
  const sfxE = /^(.+?)e$/
  const sfxY = /^(.+?)y$/
  const sfxIon = /^(.+?(s|t))(ion)$/
  const sfxEdOrIng = /^(.+?)(ed|ing)$/
  const sfxAtOrBlOrIz = /(at|bl|iz)$/
  const sfxEED = /^(.+?)eed$/
  const sfxS = /^.+?[^s]s$/
  const sfxSsesOrIes = /^.+?(ss|i)es$/
  const sfxMultiConsonantLike = /([^aeiouylsz])\1$/
  const step2 =
    /^(.+?)(ational|tional|enci|anci|izer|bli|alli|entli|eli|ousli|ization|ation|ator|alism|iveness|fulness|ousness|aliti|iviti|biliti|logi)$/
  const step3 = /^(.+?)(icate|ative|alize|iciti|ical|ful|ness)$/
  const step4 =
    /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/

  function porter(value) {
    let result = String(value).toLowerCase()

    // Exit early.
    if (result.length < 3) {
      return result
    }

      let firstCharacterWasLowerCaseY = false

    // Detect initial `y`, make sure it never matches.
    if (
      result.codePointAt(0) === 121 // Lowercase Y
    ) {
      firstCharacterWasLowerCaseY = true
      result = 'Y' + result.slice(1)
    }

    // Step 1a.
    if (sfxSsesOrIes.test(result)) {
      // Remove last two characters.
      result = result.slice(0, -2)
    } else if (sfxS.test(result)) {
      // Remove last character.
      result = result.slice(0, -1)
    }

      let match

    // Step 1b.
    if ((match = sfxEED.exec(result))) {
      if (gt0.test(match[1])) {
        // Remove last character.
        result = result.slice(0, -1)
      }
    } else if ((match = sfxEdOrIng.exec(result)) && vowelInStem.test(match[1])) {
      result = match[1]

      if (sfxAtOrBlOrIz.test(result)) {
        // Append `e`.
        result += 'e'
      } else if (sfxMultiConsonantLike.test(result)) {
        // Remove last character.
        result = result.slice(0, -1)
      } else if (consonantLike.test(result)) {
        // Append `e`.
        result += 'e'
      }
    }

    // Step 1c.
    if ((match = sfxY.exec(result)) && vowelInStem.test(match[1])) {
      // Remove suffixing `y` and append `i`.
      result = match[1] + 'i'
    }

    // Step 2.
    if ((match = step2.exec(result)) && gt0.test(match[1])) {
      result = match[1] + step2list[match[2]]
    }

    // Step 3.
    if ((match = step3.exec(result)) && gt0.test(match[1])) {
      result = match[1] + step3list[match[2]]
    }

    // Step 4.
    if ((match = step4.exec(result))) {
      if (gt1.test(match[1])) {
        result = match[1]
      }
    } else if ((match = sfxIon.exec(result)) && gt1.test(match[1])) {
      result = match[1]
    }

    // Step 5.
    if (
      (match = sfxE.exec(result)) &&
      (gt1.test(match[1]) ||
        (eq1.test(match[1]) && !consonantLike.test(match[1])))
    ) {
      result = match[1]
    }

    if (sfxLl.test(result) && gt1.test(result)) {
      result = result.slice(0, -1)
    }

    // Turn initial `Y` back to `y`.
    if (firstCharacterWasLowerCaseY) {
      result = 'y' + result.slice(1)
    }

    return result
  }

  return { british, sv: (word) => swedish(british(word)), en: (word) => porter(spelled(word)) };
})();
