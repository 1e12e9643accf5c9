'use strict';

// Socket.IO on Node as it comes, under the same control as the other servers: see ControlServer.java.
const http = require('http');
const net = require('net');
const { Server } = require('socket.io');

const payload = Number(process.argv[2]);
const words = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor ';
const fields = '{"id":1000000,"user":"user-4711","sentAt":100000000000000,"text":""}'.length;
const length = Math.max(1, payload - fields);
const text = words.repeat(length / words.length + 1).substring(0, length).replace(/ $/, '.');

const web = http.createServer();
const io = new Server(web);
let id = 1000000;
let room = 'room-0';
let looping = false;

function broadcast(sentAt) {
	io.to(room).emit('message', { id: id++, user: 'user-4711', sentAt, text });
}

function loop(count) {
	for (let i = 0; i < count; i++) {
		broadcast(Number(process.hrtime.bigint()));
	}
}

function counters() {
	const cpu = process.cpuUsage();
	return `s ${(cpu.user + cpu.system) * 1000} -1 ${process.memoryUsage.rss()}`;
}

const commands = {
	r: (argument) => { room = argument; },
	l: (argument) => { looping = true; loop(Number(argument)); },
	c: (argument) => { if (looping) { loop(Number(argument)); } },
	x: () => { looping = false; },
	b: (argument) => broadcast(Number(argument)),
	g: () => { global.gc(); return 'g'; },
	s: counters,
};

io.on('connection', (socket) => {
	socket.on('join', (name) => socket.join(name));
	socket.on('trigger', ({ room: name, data }) => io.to(name).emit('message', data));
});

const control = net.createServer((connection) => {
	let rest = '';
	connection.setNoDelay(true);
	connection.on('data', (chunk) => {
		const lines = (rest + chunk.toString('ascii')).split('\n');
		rest = lines.pop();
		for (const line of lines) {
			const answer = commands[line[0]](line.substring(1));
			if (answer) {
				connection.write(answer + '\n');
			}
		}
	});
	connection.on('close', () => process.exit(0));
	connection.on('error', () => process.exit(1));
});

web.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, () => control.listen(0, '127.0.0.1',
	() => console.log(`READY ${web.address().port} ${control.address().port}`)));
