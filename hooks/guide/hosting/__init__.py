"""What a web server needs beside the site: headers, settings, and the swap to a new site."""
