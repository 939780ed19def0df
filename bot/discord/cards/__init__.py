"""What is shown -> a message in Discord's layout components, inside its limits by construction."""
