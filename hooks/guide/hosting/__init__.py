"""What a web server needs besides the site: headers, settings, and the swap to a new site."""
