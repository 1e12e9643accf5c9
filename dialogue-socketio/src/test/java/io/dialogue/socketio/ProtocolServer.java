package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;

/**
 * Speaks what the official test suites of both protocols expect of a server, on this
 * module's engine. Started by {@code protocol-server socket|engine PORT}.
 */
final class ProtocolServer {

	private static final JsonMapper json = new JsonMapper();

	private ProtocolServer() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		boolean engine = "engine".equals(arguments[0]);
		SocketIoServerSettings settings = settings(engine, Integer.parseInt(arguments[1]));
		EngineServer server = new EngineServer(
				new EngineContext(settings, engine ? Echo::new : new SocketFactory(settings)), List.of(), null);
		LoggerFactory.getLogger(ProtocolServer.class).info("Listening on port {}", server.port());
		Thread.currentThread().join();
	}

	private static SocketIoServerSettings settings(boolean engine, int port) {
		return SocketIoServerSettings.builder()
			.port(port)
			.path(engine ? "/engine.io/" : "/socket.io/")
			.pingInterval(Duration.ofMillis(300))
			.pingTimeout(Duration.ofMillis(200))
			.connectTimeout(Duration.ofSeconds(1))
			.maxPacketSize(1_000_000)
			.maxPollingBody(1_000_000)
			.maxAttachmentBytes(1_000_000)
			.build();
	}

	/**
	 * Sends back every Engine.IO message.
	 */
	record Echo(EngineSession session) implements EngineListener {

		@Override
		public void text(String message) {
			this.session.send(EncodedPacket.text("4" + message));
		}

		@Override
		public void binary(byte[] message) {
			this.session.send(EncodedPacket.binary(message));
		}

		@Override
		public void draining(long retryAfter) {
		}

		@Override
		public void closed(DisconnectReason reason) {
		}

	}

	/**
	 * Begins Socket.IO sessions with two namespaces.
	 */
	static final class SocketFactory implements EngineListener.Factory {

		private final Namespaces namespaces;

		SocketFactory(SocketIoServerSettings settings) {
			this.namespaces = new Namespaces(new SocketPacketParser(settings),
					Map.of("/", Messages::new, "/custom", Messages::new));
		}

		@Override
		public EngineListener opened(EngineSession session) {
			return new SocketSession(session, this.namespaces);
		}

	}

	/**
	 * Answers the suite's two events with their arguments and attachments.
	 */
	private static final class Messages extends SocketConnection {

		private final EngineSession session;

		private Messages(EngineSession session, String namespace, Handshake handshake) {
			super(session, namespace, handshake);
			this.session = session;
		}

		@Override
		void open() {
			accept();
			String auth = json.writeValueAsString(handshake().auth());
			// The suite misses what comes in the same segment as the packet before
			this.session.schedule(() -> send(TestGateway.message("auth", auth)), 10, TimeUnit.MILLISECONDS);
		}

		@Override
		void event(JsonNode name, ArrayNode arguments, List<byte[]> attachments, @Nullable Long ack) {
			if ("message".equals(name.asString())) {
				arguments.insert(0, "message-back");
				send('2', '5', "", arguments, attachments);
			}
			else if ("message-with-ack".equals(name.asString())) {
				send('3', '6', String.valueOf(ack), arguments, attachments);
			}
		}

		@Override
		void acknowledged(long ack, ArrayNode arguments, List<byte[]> attachments) {
		}

		private void send(char type, char binaryType, String id, ArrayNode arguments, List<byte[]> attachments) {
			String head = attachments.isEmpty() ? "4" + type : "4" + binaryType + attachments.size() + "-";
			String prefix = "/".equals(namespace()) ? "" : namespace() + ",";
			send(EncodedPacket.text(head + prefix + id + arguments));
			attachments.forEach((content) -> send(EncodedPacket.binary(content)));
		}

		@Override
		void closed(DisconnectReason reason) {
		}

	}

}
