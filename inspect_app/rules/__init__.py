"""The law and procedure: pure functions of frozen values. No clock, no database, no request, no files."""
