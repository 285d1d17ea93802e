"""The example case: a made-up hiring procedure, played from beginning to end through the real actions."""
