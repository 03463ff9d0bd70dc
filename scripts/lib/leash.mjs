// Preloaded into every part that the start script runs: killing that script closes the channel, and the part ends.
if (process.channel) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
