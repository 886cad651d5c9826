"""Damaged and hostile inputs made of the real project, and what the build makes of them: ``make fuzz``."""
