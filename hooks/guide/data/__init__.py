"""From YAML to frozen objects: reading, schemas, messages, the catalogue and its relations, addresses, strings."""
