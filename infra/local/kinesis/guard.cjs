'use strict';

// Loaded before the stand-in for Kinesis (`node --require`), which knows neither loopback nor parents:
// - whatever it listens on is bound to 127.0.0.1: the plain port to CALOTYPE_KINESIS_PORT (0: a free
//   one), any other, such as that for TLS, to a free one;
// - it ends when standard input closes, so that no kill of the parent leaves it behind;
// - what a terminal sends to all that it runs (Ctrl-C, Ctrl-\, its end) is left to the parent: the
//   stand-in would end before those that use it, which then fail.
const net = require('node:net');

const PORT_TAKEN = 98;
const TERMINALS_SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGHUP'];
const standInsPlainPort = Number(process.env.KINESIS_MOCK_PLAIN_PORT);
const wantedPort = Number(process.env.CALOTYPE_KINESIS_PORT);
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function listenOnLoopback(...args) {
  const [first] = args;
  const asked = Number(typeof first === 'object' && first !== null ? first.port : first);
  const last = args[args.length - 1];
  const plain = asked === standInsPlainPort;
  this.once('error', (error) => {
    process.stderr.write(`cannot listen: ${error.message}\n`);
    process.exit(error.code === 'EADDRINUSE' ? PORT_TAKEN : 1);
  });
  if (plain) {
    this.once('listening', () => {
      process.stdout.write(`calotype: listening on ${this.address().port}\n`);
    });
  }
  return listen.call(
    this,
    { host: '127.0.0.1', port: plain ? wantedPort : 0 },
    typeof last === 'function' ? last : undefined,
  );
};

const end = () => process.exit(0);
process.stdin.on('end', end).on('close', end).on('error', end).resume();

TERMINALS_SIGNALS.forEach((signal) => process.on(signal, () => {}));
// The stand-in would end at Ctrl-C by a listener of its own.
const { on } = process;
process.on = function onAllButTerminalsSignals(event, listener) {
  return TERMINALS_SIGNALS.includes(event) ? this : on.call(this, event, listener);
};
