"""Tools for editors: new examples, the issue form, link checks, tables of fields, the ledger of translations."""
