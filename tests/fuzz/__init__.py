"""Fuzzing (``make fuzz``): damaged and hostile variants of the project, and checks of how the build handles them."""
