package io.dialogue.benchmarks.peer;

import java.io.PrintStream;

import io.netty.channel.epoll.Epoll;

/**
 * The process of a server under test: {@code PeerServer <peer> <rooms> <payload>}. Prints
 * {@code READY <port> <port of its control>} and lives as long as its control connection.
 */
public final class PeerServer {

	private PeerServer() {
	}

	/**
	 * Starts a server.
	 * @param arguments the server's name, the number of rooms, the size of the payload
	 * @throws Exception if it does not start
	 */
	public static void main(String[] arguments) throws Exception {
		Peer peer = peer(arguments[0]);
		PeerSettings settings = new PeerSettings(Epoll.isAvailable(), Integer.parseInt(arguments[1]),
				Integer.parseInt(arguments[2]));
		int port = peer.start(settings);
		ControlServer control = new ControlServer(peer, new Messages(settings.payload()));
		PrintStream out = System.out;
		out.println("READY " + port + " " + control.port());
		control.run();
		Runtime.getRuntime().halt(0);
	}

	private static Peer peer(String name) {
		return switch (name) {
			case "dialogue" -> new DialoguePeer();
			case "jwt" -> new DialoguePeer(JwtVerification.class);
			case "stock" -> new StockPeer();
			case "limit" -> new LimitPeer(false);
			case "limit-joined" -> new LimitPeer(true);
			case "stomp" -> new StompPeer();
			default -> throw new IllegalArgumentException("No server is called " + name);
		};
	}

}
