package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;

/**
 * One client's Socket.IO session: its connections to namespaces, and the packets that it
 * sends to them.
 */
final class SocketSession implements EngineListener {

	private static final String DRAINING = "dialogue:draining";

	private final EngineSession session;

	private final SocketPacketParser parser;

	private final Map<String, NamespaceHandler> namespaces;

	private final Map<String, Member> members = new HashMap<>(2);

	private final BinaryAssembly assembly;

	private @Nullable Future<?> deadline;

	SocketSession(EngineSession session, SocketPacketParser parser, Map<String, NamespaceHandler> namespaces) {
		this.session = session;
		this.parser = parser;
		this.namespaces = namespaces;
		this.assembly = new BinaryAssembly(session.settings().maxAttachmentBytes());
		expectConnect();
	}

	private void expectConnect() {
		this.deadline = this.session.schedule(() -> {
			if (this.members.isEmpty()) {
				this.session.protocolError("no namespace was connected in time");
			}
		}, this.session.settings().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void text(String message) {
		SocketPacket packet = this.parser.parse(message);
		if (packet == null || this.assembly.isWaiting()) {
			this.session.protocolError("malformed packet of " + message.length() + " characters");
		}
		else if (packet.type().isBinary()) {
			this.assembly.begin(packet);
		}
		else {
			handle(packet, List.of());
		}
	}

	@Override
	public void binary(byte[] message) {
		if (!this.assembly.add(message)) {
			this.session.protocolError("unexpected attachment of " + message.length + " bytes");
			return;
		}
		SocketPacket packet = this.assembly.complete();
		if (packet != null) {
			handle(packet, this.assembly.take());
		}
	}

	private void handle(SocketPacket packet, List<byte[]> attachments) {
		if (packet.type() == SocketPacket.Type.CONNECT) {
			connect(packet);
			return;
		}
		Member member = this.members.get(packet.namespace());
		if (member == null || !member.connection.isAccepted()) {
			if (member == null || member.connection.isOpen()) {
				this.session.protocolError("packet for a namespace that is not connected");
			}
			return;
		}
		switch (packet.type()) {
			case DISCONNECT -> disconnect(member);
			case EVENT, BINARY_EVENT -> event(member, packet, attachments);
			default -> {
				// Nothing that the server sends asks for an acknowledgement.
			}
		}
	}

	private void connect(SocketPacket packet) {
		NamespaceHandler handler = this.namespaces.get(packet.namespace());
		if (handler == null) {
			this.session.send(new Frames(packet.namespace()).invalidNamespace());
			return;
		}
		if (this.members.containsKey(packet.namespace())) {
			this.session.protocolError("namespace is connected already");
			return;
		}
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		Handshake handshake = this.session.handshake().withAuth(auth(packet.data()));
		SocketConnection connection = new SocketConnection(this.session, packet.namespace(), handshake);
		Member member = new Member(connection);
		this.members.put(packet.namespace(), member);
		member.listener = handler.connect(connection);
	}

	private Map<String, Object> auth(@Nullable JsonNode data) {
		return (data instanceof ObjectNode object) ? this.parser.toMap(object) : new LinkedHashMap<>();
	}

	private void event(Member member, SocketPacket packet, List<byte[]> attachments) {
		if (member.listener != null && packet.data() instanceof ArrayNode arguments) {
			JsonNode name = arguments.remove(0);
			member.listener.event(name, arguments, attachments, packet.id());
		}
	}

	private void disconnect(Member member) {
		this.members.remove(member.connection.namespace());
		close(member, DisconnectReason.CLIENT_DISCONNECT);
		if (this.members.isEmpty()) {
			expectConnect();
		}
	}

	@Override
	public void draining(long retryAfter) {
		byte[] json = ("{\"retryAfter\":" + retryAfter + "}").getBytes(StandardCharsets.US_ASCII);
		this.members.values().forEach((member) -> member.connection.send(OutboundMessage.of(DRAINING, json)));
	}

	@Override
	public void closed(DisconnectReason reason) {
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		List<Member> left = new ArrayList<>(this.members.values());
		this.members.clear();
		left.forEach((member) -> close(member, reason));
	}

	private static void close(Member member, DisconnectReason reason) {
		member.connection.ended();
		if (member.listener != null) {
			member.listener.closed(reason);
		}
	}

	/**
	 * A connection and what is told about it.
	 */
	private static final class Member {

		private final SocketConnection connection;

		private NamespaceHandler.@Nullable Listener listener;

		Member(SocketConnection connection) {
			this.connection = connection;
		}

	}

}
