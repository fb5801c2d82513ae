"""Forms of the office: fields and their first checks; the rules decide."""
