package io.dialogue.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.PendingAck;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.hook.HookRegistry;
import io.dialogue.membership.MemberClient;

/**
 * One connection's way through the library: authenticate, connect, handle requests in
 * order, disconnect.
 */
final class DefaultGatewaySession implements GatewaySession {

	private static final String SESSION = "session";

	private static final AtomicIntegerFieldUpdater<DefaultGatewaySession> ENDED = AtomicIntegerFieldUpdater
		.newUpdater(DefaultGatewaySession.class, "ended");

	private final ClientConnection connection;

	private final SessionSupport support;

	private final SerialQueue mailbox;

	private volatile @Nullable MemberClient client;

	/** Who the client is, while it is about to connect. */
	private volatile @Nullable ClientIdentity authenticated;

	private volatile @Nullable DisconnectReason cutOff;

	/** The user for whom the connection is counted. Guarded by this session. */
	private @Nullable String countedFor;

	private volatile @Nullable DisconnectReason closed;

	private volatile Sessions.@Nullable Opened opened;

	/** Whether connecting has come so far that whoever ends it is to say so. */
	private volatile boolean announced;

	/** By {@link #ENDED}. */
	private volatile int ended;

	DefaultGatewaySession(ClientConnection connection, SessionSupport support) {
		this.connection = connection;
		this.support = support;
		this.mailbox = new SerialQueue(support.worker(), support.limits().mailboxSize(), connection::resumeReading);
	}

	void authenticate() {
		this.support.authentication()
			.authenticate(this.connection.handshake(), this.connection.id())
			.thenCompose(this::checkRevocation)
			.whenComplete((identity, ex) -> {
				if (ex != null) {
					DialogueException refusal = Incident.of("Authentication failed", ex);
					this.mailbox.add(() -> refuse(refusal));
				}
				else {
					this.mailbox.add(() -> open(identity));
					this.mailbox.add(this::connect);
				}
			});
	}

	private CompletionStage<ClientIdentity> checkRevocation(ClientIdentity identity) {
		this.authenticated = identity;
		this.support.revocations().connecting(this);
		if (this.closed != null) {
			this.support.revocations().connected(this);
		}
		return this.support.revocations().check(identity);
	}

	/** Whether the client is a user's and may be about to connect. */
	boolean isOf(String userId) {
		ClientIdentity identity = this.authenticated;
		return identity != null && identity.userId().equals(userId);
	}

	/** Ends the session at whatever point it is. Called by any thread. */
	void cutOff(DisconnectReason reason) {
		this.cutOff = reason;
		MemberClient connected = this.client;
		if (connected != null) {
			connected.cutOff(reason);
		}
	}

	private @Nullable CompletionStage<?> refuse(DialogueException refusal) {
		this.support.revocations().connected(this);
		this.support.metrics().refused(refusal.code());
		this.connection.refuse(refusal);
		return null;
	}

	/**
	 * Opens the session. One that the client brings along ends, and its seats are freed
	 * before this one goes on.
	 */
	private @Nullable CompletionStage<?> open(ClientIdentity identity) {
		if (this.closed != null || this.cutOff != null) {
			return null;
		}
		Object presented = this.connection.handshake().auth().get(SESSION);
		boolean named = !identity.userId().equals(this.connection.id());
		Sessions.Opened session = this.support.sessions()
			.open(this, identity, named, (presented instanceof String secret) ? secret : null);
		this.opened = session;
		return (session.takenOver() != null) ? session.takenOver().replaced() : null;
	}

	private @Nullable CompletionStage<?> connect() {
		Sessions.Opened session = this.opened;
		if (session == null || this.closed != null || this.cutOff != null) {
			return abandon(session);
		}
		if (!countConnection(session.identity().userId())) {
			endSession(session);
			return refuse(new DialogueException(ErrorCode.RATE_LIMITED, "Too many connections of one user"));
		}
		this.authenticated = session.identity();
		MemberClient connected = new MemberClient(this.connection, session.identity(), this.mailbox,
				this.support.membership(), this.support.encoder());
		this.client = connected;
		if (this.cutOff != null) {
			connected.cutOff(this.cutOff);
		}
		this.support.metrics().connected();
		this.connection.accept();
		HookRegistry hooks = this.support.hooks();
		HookRegistry.each("onConnect", hooks.socket(), (hook) -> hook.onConnect(connected));
		this.support.clients().add(connected);
		this.support.revocations().connected(this);
		connected.send("dialogue:connected", connectedMessage(connected, session.secret()));
		this.announced = true;
		if (this.closed != null) {
			end(connected, this.closed);
		}
		this.support.expiries().watch(connected);
		HookRegistry.each("onConnected", hooks.client(), (hook) -> hook.onConnected(connected));
		return null;
	}

	private synchronized boolean countConnection(String userId) {
		this.countedFor = this.support.userConnections().take(userId) ? userId : null;
		return this.countedFor != null;
	}

	private synchronized void uncountConnection() {
		if (this.countedFor != null) {
			this.support.userConnections().giveBack(this.countedFor);
			this.countedFor = null;
		}
	}

	private @Nullable CompletionStage<?> abandon(Sessions.@Nullable Opened session) {
		endSession(session);
		return (this.closed == null) ? refuse(Revocations.refusal()) : null;
	}

	private void endSession(Sessions.@Nullable Opened session) {
		if (session != null) {
			this.support.sessions().ended(session.secret(), this);
		}
	}

	/** Ends in favour of a new connection, however far it has come. */
	private @Nullable CompletionStage<?> replaced() {
		this.closed = DisconnectReason.TAKEN_OVER;
		uncountConnection();
		CompletionStage<?> freed = (this.client != null) ? vacate() : afterConnecting();
		this.connection.close(DisconnectReason.TAKEN_OVER);
		return freed;
	}

	private @Nullable CompletionStage<?> vacate() {
		MemberClient replaced = this.client;
		return (replaced != null) ? this.support.membership().disconnected(replaced, DisconnectReason.TAKEN_OVER)
				: null;
	}

	/** What this session takes over itself may not have gone yet. */
	private CompletionStage<?> afterConnecting() {
		CompletableFuture<Void> freed = new CompletableFuture<>();
		this.mailbox.add(() -> {
			CompletionStage<?> left = vacate();
			if (left == null) {
				freed.complete(null);
				return null;
			}
			return left.whenComplete((done, ex) -> freed.complete(null));
		});
		return freed;
	}

	private Map<String, Object> connectedMessage(MemberClient connected, String secret) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("clientId", connected.id());
		message.put("userId", connected.userId());
		message.put("protocol", 1);
		message.put(SESSION, secret);
		if (connected.identity().expiresAt() != null) {
			message.put("expiresAt", connected.identity().expiresAt().toEpochMilli());
		}
		return message;
	}

	@Override
	public void request(GatewayRequest request) {
		MemberClient sender = this.client;
		if (sender != null) {
			sender.seen();
		}
		this.mailbox.add(() -> handle(request));
		if (this.mailbox.isFull()) {
			this.connection.pauseReading();
			if (this.mailbox.size() <= this.support.limits().mailboxSize() / 2) {
				this.connection.resumeReading();
			}
		}
	}

	private @Nullable CompletionStage<?> handle(GatewayRequest request) {
		MemberClient sender = this.client;
		if (sender == null || sender.hasGone() || sender.isCutOff()) {
			return null;
		}
		if (sender.identity().isExpired()) {
			sender.cutOff(DisconnectReason.EXPIRED);
			return null;
		}
		return this.support.router().handle(sender, this.connection, request);
	}

	@Override
	public void answered(ClientAnswer answer) {
		MemberClient asked = this.client;
		PendingAck<?> ack = (asked != null) ? asked.takeAck(answer.ackId()) : null;
		if (ack != null) {
			this.support.answers().complete(ack, answer);
		}
	}

	@Override
	public void closed(DisconnectReason reason) {
		this.closed = reason;
		this.support.revocations().connected(this);
		MemberClient gone = this.client;
		if (gone != null && this.announced) {
			end(gone, reason);
		}
	}

	/** Once, by whoever comes last: the end of the connection, or of connecting. */
	private void end(MemberClient gone, DisconnectReason reason) {
		if (ENDED.compareAndSet(this, 0, 1)) {
			this.support.metrics().disconnected(reason);
			this.support.membership().disconnected(gone, reason);
			this.support.expiries().forget(gone);
			uncountConnection();
			endSession(this.opened);
		}
	}

}
