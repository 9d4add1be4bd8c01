// Lets nothing out of a process but to this machine.
'use strict';
const net = require('node:net');

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Of `connect(options)`, `connect(port, host)`, `connect(path)` and Node's own form, a list of all that. */
function hostOf([first, second]) {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first !== 'object' || first === null) return typeof second === 'string' ? second : 'localhost';
  return typeof first.host === 'string' ? first.host.replace(/^\[|\]$/g, '') : 'localhost';
}

exports.guardEgress = function guardEgress(refuse) {
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function guarded(...given) {
    const host = hostOf(given);
    if (LOOPBACK.test(host)) return Reflect.apply(connect, this, given);
    refuse(host);
    process.nextTick(() => this.destroy(Object.assign(new Error(`no way to ${host}`), { code: 'ECONNREFUSED' })));
    return this;
  };
  return () => {
    net.Socket.prototype.connect = connect;
  };
};
