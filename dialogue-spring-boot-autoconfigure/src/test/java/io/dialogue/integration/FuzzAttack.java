package io.dialogue.integration;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection of a client that breaks the protocol on purpose, and leaves in one of
 * the ways in which clients leave.
 */
final class FuzzAttack {

	private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

	/** The next attack is worth more than a late answer to this one. */
	private static final int PATIENCE_MILLIS = 20;

	private static final int HANDSHAKE_MILLIS = 1000;

	private final FuzzInput input;

	private final FuzzWire wire;

	private final int port;

	FuzzAttack(int port, long seed) {
		this.input = new FuzzInput(seed);
		this.wire = new FuzzWire(this.input);
		this.port = port;
	}

	/** Runs to the end, whatever the server makes of it. */
	void run() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setTcpNoDelay(true);
			attack(socket);
			leave(socket);
		}
		catch (IOException ex) {
			// The server closed the connection, as it may.
		}
	}

	private void attack(Socket socket) throws IOException {
		switch (this.input.number(6)) {
			case 0 -> requests(socket);
			case 1 -> polling(socket);
			case 2 -> upgrade(socket);
			case 3 -> upgradeAtOnce(socket);
			default -> webSocket(socket);
		}
	}

	private void requests(Socket socket) throws IOException {
		for (int i = this.input.number(4); i >= 0; i--) {
			send(socket, this.wire.anyRequest());
		}
		read(socket);
	}

	private void polling(Socket socket) throws IOException {
		String sid = open(socket);
		for (int i = this.input.number(6); i >= 0; i--) {
			boolean post = this.input.chance(60);
			String body = (post && this.input.chance(50)) ? "40" : this.input.body();
			send(socket, FuzzWire.request(post ? "POST" : "GET", sid, post ? body : "", ""));
			if (this.input.chance(80)) {
				read(socket);
			}
		}
	}

	private void upgrade(Socket socket) throws IOException {
		String sid = open(socket);
		try (Socket second = new Socket("127.0.0.1", this.port)) {
			send(second, FuzzWire.upgrade(sid.replace("polling", "websocket")));
			if (this.input.chance(70)) {
				send(second, FuzzWire.textFrame("2probe"));
				read(second);
				send(second, FuzzWire.textFrame("5"));
			}
			frames(second);
			leave(second);
		}
	}

	/** Frames right behind the request, before the server can have answered. */
	private void upgradeAtOnce(Socket socket) throws IOException {
		byte[] request = FuzzWire.upgrade("?EIO=4&transport=websocket");
		byte[] frame = this.wire.anyFrame();
		byte[] both = Arrays.copyOf(request, request.length + frame.length);
		System.arraycopy(frame, 0, both, request.length, frame.length);
		send(socket, both);
		frames(socket);
	}

	private void webSocket(Socket socket) throws IOException {
		send(socket, FuzzWire.upgrade("?EIO=4&transport=websocket"));
		read(socket, HANDSHAKE_MILLIS);
		if (this.input.chance(90)) {
			send(socket, FuzzWire.textFrame("40"));
		}
		if (this.input.chance(80)) {
			send(socket, FuzzWire.textFrame("42[\"dialogue:join\",{\"roomId\":\"chat\"}]"));
		}
		frames(socket);
	}

	private void frames(Socket socket) throws IOException {
		for (int i = this.input.number(12); i >= 0; i--) {
			send(socket, this.wire.anyFrame());
		}
		if (this.input.chance(30)) {
			byte[] frame = this.wire.anyFrame();
			send(socket, Arrays.copyOf(frame, this.input.number(frame.length + 1)));
		}
		if (this.input.chance(50)) {
			read(socket);
		}
	}

	/** Begins a session and returns the query of its requests. */
	private String open(Socket socket) throws IOException {
		send(socket, FuzzWire.request("GET", "?EIO=4&transport=polling", "", ""));
		Matcher sid = SID.matcher(read(socket, HANDSHAKE_MILLIS));
		return "?EIO=4&transport=polling&sid=" + (sid.find() ? sid.group(1) : "");
	}

	private static void send(Socket socket, byte[] bytes) throws IOException {
		socket.getOutputStream().write(bytes);
	}

	private static String read(Socket socket) throws IOException {
		return read(socket, PATIENCE_MILLIS);
	}

	private static String read(Socket socket, int patience) throws IOException {
		socket.setSoTimeout(patience);
		byte[] buffer = new byte[4096];
		InputStream in = socket.getInputStream();
		try {
			int length = in.read(buffer);
			return new String(buffer, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
		}
		catch (SocketTimeoutException ex) {
			return "";
		}
	}

	private void leave(Socket socket) throws IOException {
		switch (this.input.number(3)) {
			case 0 -> socket.setSoLinger(true, 0);
			case 1 -> {
				socket.shutdownOutput();
				read(socket);
			}
			default -> {
				// Closes with unread data, or without.
			}
		}
	}

}
