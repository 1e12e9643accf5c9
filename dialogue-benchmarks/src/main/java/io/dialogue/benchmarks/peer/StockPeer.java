package io.dialogue.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import org.jspecify.annotations.Nullable;

/**
 * netty-socketio as it comes, except for the number of its threads, which is that of the
 * cores, and its transport, which is that of the others.
 */
final class StockPeer implements Peer {

	private @Nullable SocketIOServer server;

	@Override
	public int start(PeerSettings settings) throws IOException {
		Configuration configuration = new Configuration();
		configuration.setHostname("127.0.0.1");
		configuration.setPort(freePort());
		configuration.setBossThreads(1);
		configuration.setWorkerThreads(Runtime.getRuntime().availableProcessors());
		configuration.setUseLinuxNativeEpoll(settings.epoll());
		SocketIOServer created = new SocketIOServer(configuration);
		created.addEventListener("join", String.class, (client, room, ack) -> client.joinRoom(room));
		created.addEventListener("trigger", Trigger.class, (client, trigger,
				ack) -> created.getRoomOperations(trigger.room()).sendEvent(Message.NAME, trigger.data()));
		created.start();
		this.server = created;
		return configuration.getPort();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void broadcast(String room, Message message) {
		if (this.server != null) {
			this.server.getRoomOperations(room).sendEvent(Message.NAME, message);
		}
	}

	/**
	 * What clients send.
	 *
	 * @param room to which room
	 * @param data what
	 */
	record Trigger(String room, Message data) {

	}

}
