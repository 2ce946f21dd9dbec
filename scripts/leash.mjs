// @ts-check
// Loaded into a server process before `vite`: it ends when the process that started it does, however
// that ended, because its standard input closes then.
process.stdin.resume().on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.unref?.()
