"""What qbot speaks about: plain values, no file, clock or screen."""
