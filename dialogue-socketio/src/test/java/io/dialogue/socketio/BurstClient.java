package io.dialogue.socketio;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens many WebSockets at once, in a process of its own: {@code BurstClient <port>
 * <count>}. Prints how many were served, refused, and left waiting, and keeps them until
 * its standard input ends.
 */
final class BurstClient {

	private static final int CONNECT_MILLIS = 3000;

	private static final long PATIENCE_NANOS = 30_000_000_000L;

	private static final byte[] CONNECT = RawClient.frame(0x81, "40".getBytes(StandardCharsets.US_ASCII));

	private int served;

	private int refused;

	private int waiting;

	private BurstClient() {
	}

	public static void main(String[] arguments) throws IOException {
		BurstClient client = new BurstClient();
		List<Socket> sockets = client.open(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
		long deadline = System.nanoTime() + PATIENCE_NANOS;
		sockets.forEach((socket) -> client.await(socket, deadline));
		PrintStream out = System.out;
		out.println(client.served + " " + client.refused + " " + client.waiting);
		while (System.in.read() >= 0) {
			// Until the test is over
		}
		System.exit(0);
	}

	private List<Socket> open(int port, int count) {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Socket socket = new Socket();
			try {
				socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
				socket.getOutputStream().write(RawClient.upgradeRequest(""));
				sockets.add(socket);
			}
			catch (IOException ex) {
				this.refused++;
			}
		}
		return sockets;
	}

	private void await(Socket socket, long deadline) {
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
