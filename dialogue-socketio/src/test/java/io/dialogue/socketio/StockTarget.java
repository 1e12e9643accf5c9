package io.dialogue.socketio;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.handler.ClientsBox;
import com.corundumstudio.socketio.namespace.Namespace;

/**
 * netty-socketio as it comes, with its own defaults.
 */
final class StockTarget implements AttackTarget {

	private final AtomicInteger received = new AtomicInteger();

	private final SocketIOServer server;

	private final int port;

	StockTarget(int port) {
		this.port = port;
		Configuration configuration = new Configuration();
		configuration.setHostname("127.0.0.1");
		configuration.setPort(port);
		configuration.setBossThreads(1);
		configuration.setWorkerThreads(2);
		this.server = new SocketIOServer(configuration);
		this.server.addEventListener("echo", Object.class, (client, data, ack) -> this.received.incrementAndGet());
		this.server.getNamespace(Namespace.DEFAULT_NAME)
			.addAuthTokenListener((token, client) -> isGood(token) ? AuthTokenResult.AuthTokenResultSuccess
					: new AuthTokenResult(false, "No"));
		this.server.start();
	}

	private static boolean isGood(Object token) {
		return token instanceof Map<?, ?> map && "good".equals(map.get("token"));
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public int received() {
		return this.received.get();
	}

	@Override
	public String idOfFirstClient() {
		return this.server.getAllClients().iterator().next().getSessionId().toString();
	}

	@Override
	public int sessions() {
		ClientsBox box = (ClientsBox) field(SocketIOChannelInitializer.class, "clientsBox",
				field(SocketIOServer.class, "pipelineFactory", this.server));
		return ((Map<?, ?>) field(ClientsBox.class, "uuid2clients", box)).size();
	}

	private static Object field(Class<?> type, String name, Object target) {
		try {
			Field field = type.getDeclaredField(name);
			field.setAccessible(true);
			return field.get(target);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int clients() {
		return this.server.getAllClients().size();
	}

	@Override
	public void broadcast(String text) {
		this.server.getBroadcastOperations().sendEvent("news", text);
	}

	@Override
	public void disconnectAll() {
		this.server.getAllClients().forEach(SocketIOClient::disconnect);
	}

	@Override
	public void close() {
		this.server.stop();
	}

	@Override
	public String toString() {
		return "stock";
	}

}
