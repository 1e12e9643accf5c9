package io.dialogue.socketio;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Opens many WebSockets at once, in a process of its own: {@code BurstClient <port>
 * <count>}. Prints how many were served, refused, and left waiting, and keeps them until
 * its standard input ends.
 */
final class BurstClient {

	private static final int CONNECT_MILLIS = 3000;

	private static final long PATIENCE_NANOS = 30_000_000_000L;

	private static final byte[] CONNECT = RawClient.frame(0x81, "40".getBytes(StandardCharsets.US_ASCII));

	private final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();

	/** All of them, so that none is collected and closed. */
	private final List<Socket> open = new ArrayList<>();

	private int served;

	private int refused;

	private int waiting;

	private BurstClient() {
	}

	public static void main(String[] arguments) throws Exception {
		BurstClient client = new BurstClient();
		int port = Integer.parseInt(arguments[0]);
		int count = Integer.parseInt(arguments[1]);
		Thread opener = new Thread(() -> client.open(port, count));
		opener.setDaemon(true);
		opener.start();
		long deadline = System.nanoTime() + PATIENCE_NANOS;
		for (int i = 0; i < count; i++) {
			client.await(client.sockets.take(), deadline);
		}
		PrintStream out = System.out;
		out.println(client.served + " " + client.refused + " " + client.waiting);
		while (System.in.read() >= 0) {
			// Until the test is over
		}
		System.exit(0);
	}

	/** As fast as it goes, without waiting for an answer. */
	private void open(int port, int count) {
		for (int i = 0; i < count; i++) {
			Socket socket = new Socket();
			try {
				socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
				socket.getOutputStream().write(RawClient.upgradeRequest(""));
			}
			catch (IOException ex) {
				// Whoever waits for an answer finds out
			}
			this.sockets.add(socket);
		}
	}

	private void await(Socket socket, long deadline) {
		this.open.add(socket);
		try {
			if (!reads(socket, "0{", deadline)) {
				this.refused++;
				return;
			}
			socket.getOutputStream().write(CONNECT);
			if (reads(socket, "40{", deadline)) {
				this.served++;
			}
			else {
				this.refused++;
			}
		}
		catch (SocketTimeoutException ex) {
			this.waiting++;
		}
		catch (IOException ex) {
			this.refused++;
		}
	}

	private static boolean reads(Socket socket, String text, long deadline) throws IOException {
		StringBuilder received = new StringBuilder();
		while (received.indexOf(text) < 0) {
			socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
			int next = socket.getInputStream().read();
			if (next < 0) {
				return false;
			}
			received.append((char) next);
		}
		return true;
	}

}
