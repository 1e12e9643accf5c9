package io.dialogue.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The harness's end of the control connection: see {@code ControlServer} for the
 * commands.
 */
final class Control implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader answers;

	private long sent;

	Control(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setTcpNoDelay(true);
		this.answers = new BufferedReader(
				new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	/** By any thread. */
	synchronized void send(String commands) {
		this.sent++;
		try {
			this.socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** How often something was sent. */
	synchronized long sent() {
		return this.sent;
	}

	/** By one thread at a time. */
	String ask(String command) {
		send(command + "\n");
		try {
			String answer = this.answers.readLine();
			if (answer == null) {
				throw new IllegalStateException("The server has gone");
			}
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Counters counters() {
		return Counters.parse(ask("s"));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
