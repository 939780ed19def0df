"""Two front ends over one library, Discord and the terminal, and the command line."""
