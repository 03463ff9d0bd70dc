// Preloaded into every part that the start script runs: killing that script closes the channel, and the part ends.
// Not for processes of the part's own: they inherit the preload, and need their channel for themselves.
if (process.channel && process.env.ROLLCALL_LEASH) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
delete process.env.ROLLCALL_LEASH;
