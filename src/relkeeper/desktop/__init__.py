"""What the machine does for us: notifications, and running `remind` at its time."""
