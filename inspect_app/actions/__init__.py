"""What people do: one function per verb. Load, ask the rules, write, add to the record. Never commits, never HTTP."""
