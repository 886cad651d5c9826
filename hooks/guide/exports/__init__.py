"""Files for machines and for reading offline, from the objects."""
