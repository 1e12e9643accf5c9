package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

	/** What a client needs that leaves and comes back; more is for a new session. */
	static final int MAX_CONNECTS = 10;

	private static final String DRAINING = "dialogue:draining";

	private static final CompletionStage<?> HANDLED = CompletableFuture.completedStage(null);

	private final EngineSession session;

	private final SocketPacketParser parser;

	private final Map<String, NamespaceHandler> namespaces;

	/** Replaced as a whole: few clients have more than one. */
	private Map<String, SocketConnection> members = Map.of();

	/** There from the first packet with attachments on. */
	private @Nullable BinaryAssembly assembly;

	private @Nullable Future<?> deadline;

	/** How often the client asked to connect. */
	private int connects;

	/** Completes when all is handled that the client asked for before it left. */
	private CompletionStage<?> former = HANDLED;

	SocketSession(EngineSession session, SocketPacketParser parser, Map<String, NamespaceHandler> namespaces) {
		this.session = session;
		this.parser = parser;
		this.namespaces = namespaces;
		expectConnect();
	}

	private void expectConnect() {
		cancelDeadline();
		this.deadline = this.session.schedule(() -> {
			if (this.members.isEmpty()) {
				this.session.protocolError("no namespace was connected in time");
			}
		}, this.session.settings().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	private void cancelDeadline() {
		if (this.deadline != null) {
			this.deadline.cancel(false);
			this.deadline = null;
		}
	}

	@Override
	public void text(String message) {
		SocketPacket packet = this.parser.parse(message);
		if (packet == null || (this.assembly != null && this.assembly.isWaiting())) {
			this.session.protocolError("malformed packet of " + message.length() + " characters");
		}
		else if (packet.type().isBinary()) {
			assemble(packet);
		}
		else {
			handle(packet, List.of());
		}
	}

	private void assemble(SocketPacket packet) {
		if (this.assembly == null) {
			this.assembly = new BinaryAssembly(this.session.settings().maxAttachmentBytes());
		}
		this.assembly.begin(packet);
	}

	@Override
	public void binary(byte[] message) {
		BinaryAssembly parts = this.assembly;
		if (parts == null || !parts.add(message)) {
			this.session.protocolError("unexpected attachment of " + message.length + " bytes");
			return;
		}
		SocketPacket packet = parts.complete();
		if (packet != null) {
			handle(packet, parts.take());
		}
	}

	private void handle(SocketPacket packet, List<byte[]> attachments) {
		if (packet.type() == SocketPacket.Type.CONNECT) {
			connect(packet);
			return;
		}
		SocketConnection member = this.members.get(packet.namespace());
		if (member == null || !member.isAccepted()) {
			if (member == null || member.isOpen()) {
				this.session.protocolError("packet for a namespace that is not connected");
			}
			return;
		}
		switch (packet.type()) {
			case DISCONNECT -> disconnect(member);
			case EVENT, BINARY_EVENT -> event(member, packet, attachments);
			case ACK, BINARY_ACK -> acknowledged(member, packet, attachments);
			default -> this.session.protocolError("unexpected packet");
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
		if (!mayConnect()) {
			this.session.protocolError("namespaces are connected too often");
			return;
		}
		cancelDeadline();
		Handshake handshake = this.session.handshake().withAuth(auth(packet.data()));
		SocketConnection connection = new SocketConnection(this.session, packet.namespace(), handshake);
		Map<String, SocketConnection> connected = new HashMap<>(this.members);
		connected.put(packet.namespace(), connection);
		this.members = Map.copyOf(connected);
		afterFormer(() -> open(connection, handler));
	}

	/** To connect again is as good as a new session, and costs as much. */
	private boolean mayConnect() {
		int before = this.connects++;
		return before == 0 || (before < MAX_CONNECTS && this.session.handshakes().tryAcquire());
	}

	/** A client has one mailbox at a time. */
	private void afterFormer(Runnable task) {
		if (this.former == HANDLED) {
			task.run();
		}
		else {
			this.former.whenComplete((handled, ex) -> this.session.execute(task));
		}
	}

	private static void open(SocketConnection connection, NamespaceHandler handler) {
		if (connection.isOpen()) {
			connection.listener(handler.connect(connection));
		}
	}

	private Map<String, Object> auth(@Nullable JsonNode data) {
		return (data instanceof ObjectNode object) ? this.parser.toMap(object) : new LinkedHashMap<>();
	}

	private void event(SocketConnection member, SocketPacket packet, List<byte[]> attachments) {
		NamespaceHandler.Listener listener = member.listener();
		if (listener != null && packet.data() instanceof ArrayNode arguments) {
			JsonNode name = arguments.remove(0);
			listener.event(name, arguments, attachments, packet.id());
		}
	}

	private static void acknowledged(SocketConnection member, SocketPacket packet, List<byte[]> attachments) {
		NamespaceHandler.Listener listener = member.listener();
		if (listener != null && packet.id() != null && packet.data() instanceof ArrayNode arguments) {
			listener.acknowledged(packet.id(), arguments, attachments);
		}
	}

	private void disconnect(SocketConnection member) {
		Map<String, SocketConnection> left = new HashMap<>(this.members);
		left.remove(member.namespace());
		this.members = Map.copyOf(left);
		close(member, DisconnectReason.CLIENT_DISCONNECT);
		NamespaceHandler.Listener listener = member.listener();
		if (listener != null) {
			this.former = this.former.thenCombine(listener.handled(), (before, handled) -> handled);
		}
		if (this.members.isEmpty()) {
			expectConnect();
		}
	}

	@Override
	public void draining(long retryAfter) {
		byte[] json = ("{\"retryAfter\":" + retryAfter + "}").getBytes(StandardCharsets.US_ASCII);
		this.members.values().forEach((member) -> member.send(OutboundMessage.of(DRAINING, json)));
	}

	@Override
	public void closed(DisconnectReason reason) {
		cancelDeadline();
		Collection<SocketConnection> left = this.members.values();
		this.members = Map.of();
		left.forEach((member) -> close(member, reason));
	}

	private static void close(SocketConnection member, DisconnectReason reason) {
		member.ended();
		NamespaceHandler.Listener listener = member.listener();
		if (listener != null) {
			listener.closed(reason);
		}
	}

}
