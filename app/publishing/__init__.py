"""Where the content comes from: a plain folder, or a branch of a git repository that is followed."""
