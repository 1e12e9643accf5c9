package io.dialogue.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Obeys the harness over a connection of its own, in one thread, which also sends: no
 * other thread stands between a credit and the broadcast that it allows. Each command is
 * a letter and an argument on a line:
 * <ul>
 * <li>{@code r<name>} names the room that is meant from now on,
 * <li>{@code l<n>} begins a loop with n broadcasts in flight,
 * <li>{@code c<n>} says that n of them arrived, so that the next n may go,
 * <li>{@code x} ends the loop,
 * <li>{@code b<nanos>} broadcasts once, with the time at which that was due,
 * <li>{@code o<n>} makes n rooms without members, {@code g} collects garbage, {@code s}
 * asks for counters; these three are answered by a line that begins with their letter.
 * </ul>
 */
final class ControlServer {

	private final Peer peer;

	private final Messages messages;

	private final ServerSocket listening;

	private final StringBuilder word = new StringBuilder();

	private final ProcessCounters counters = new ProcessCounters();

	private String room = PeerSettings.room(0);

	private boolean looping;

	ControlServer(Peer peer, Messages messages) throws IOException {
		this.peer = peer;
		this.messages = messages;
		this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	int port() {
		return this.listening.getLocalPort();
	}

	/** Returns when the harness has gone. */
	void run() throws IOException {
		try (Socket socket = this.listening.accept()) {
			socket.setTcpNoDelay(true);
			InputStream in = socket.getInputStream();
			byte[] buffer = new byte[4096];
			int length = in.read(buffer);
			while (length >= 0) {
				obey(buffer, length, socket);
				length = in.read(buffer);
			}
		}
	}

	private void obey(byte[] buffer, int length, Socket socket) throws IOException {
		for (int i = 0; i < length; i++) {
			if (buffer[i] != '\n') {
				this.word.append((char) buffer[i]);
				continue;
			}
			String answer = obey(this.word.charAt(0));
			this.word.setLength(0);
			if (answer != null) {
				socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
			}
		}
	}

	private @Nullable String obey(char command) {
		switch (command) {
			case 'r' -> select(this.word.substring(1));
			case 'l' -> start();
			case 'c' -> {
				if (this.looping) {
					broadcast(number());
				}
			}
			case 'x' -> stop();
			case 'b' -> this.peer.broadcast(this.room, this.messages.next(number()));
			case 'o' -> {
				this.peer.createOtherRooms((int) number());
				return "o";
			}
			case 'g' -> {
				System.gc();
				return "g";
			}
			case 's' -> {
				return "s " + counters();
			}
			default -> throw new IllegalStateException("Unknown command " + this.word);
		}
		return null;
	}

	private void select(String name) {
		this.room = name;
	}

	private void start() {
		this.looping = true;
		broadcast(number());
	}

	private void stop() {
		this.looping = false;
	}

	private void broadcast(long count) {
		for (long i = 0; i < count; i++) {
			this.peer.broadcast(this.room, this.messages.next(System.nanoTime()));
		}
	}

	/** Without an object, because there is a number for every broadcast. */
	private long number() {
		long number = 0;
		for (int i = 1; i < this.word.length(); i++) {
			number = number * 10 + (this.word.charAt(i) - '0');
		}
		return number;
	}

	private String counters() {
		try {
			return this.counters.read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
