package io.dialogue.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.error.DialogueException;
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

	private volatile @Nullable DisconnectReason closed;

	private volatile @Nullable String secret;

	/** By {@link #ENDED}. */
	private volatile int ended;

	DefaultGatewaySession(ClientConnection connection, SessionSupport support) {
		this.connection = connection;
		this.support = support;
		this.mailbox = new SerialQueue(support.worker(), support.limits().mailboxSize(), connection::resumeReading);
	}

	ClientIdentity identity() {
		return Objects.requireNonNull(this.client).identity();
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
					this.mailbox.add(() -> connect(identity));
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

	private @Nullable CompletionStage<?> connect(ClientIdentity verified) {
		if (this.closed != null) {
			return null;
		}
		if (this.cutOff != null) {
			return refuse(Revocations.refusal());
		}
		ClientIdentity identity = takeOver(verified);
		this.authenticated = identity;
		MemberClient connected = new MemberClient(this.connection, identity, this.mailbox, this.support.membership(),
				this.support.encoder());
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
		connected.send("dialogue:connected", connectedMessage(connected));
		if (this.closed != null) {
			end(connected, this.closed);
		}
		this.support.expiries().watch(connected);
		HookRegistry.each("onConnected", hooks.client(), (hook) -> hook.onConnected(connected));
		return null;
	}

	/** A session that the client brings along ends, its seats are freed first. */
	private ClientIdentity takeOver(ClientIdentity identity) {
		Map<String, Object> auth = this.connection.handshake().auth();
		if (!(auth.get(SESSION) instanceof String former)) {
			return identity;
		}
		boolean named = !identity.userId().equals(this.connection.id());
		Sessions.TakenOver takenOver = this.support.sessions().takeOver(former, identity, named);
		if (takenOver == null) {
			return identity;
		}
		if (takenOver.session() != null) {
			takenOver.session().replaced();
		}
		return identity.authenticated() ? identity : takenOver.identity();
	}

	private void replaced() {
		MemberClient replaced = this.client;
		if (replaced != null) {
			this.support.membership().disconnected(replaced, DisconnectReason.TAKEN_OVER);
		}
		this.connection.close(DisconnectReason.TAKEN_OVER);
	}

	private Map<String, Object> connectedMessage(MemberClient connected) {
		String opened = this.support.sessions().open(this);
		this.secret = opened;
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("clientId", connected.id());
		message.put("userId", connected.userId());
		message.put("protocol", 1);
		message.put(SESSION, opened);
		if (connected.identity().expiresAt() != null) {
			message.put("expiresAt", connected.identity().expiresAt().toEpochMilli());
		}
		return message;
	}

	@Override
	public void request(GatewayRequest request) {
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
	public void closed(DisconnectReason reason) {
		this.closed = reason;
		this.support.revocations().connected(this);
		MemberClient gone = this.client;
		if (gone != null && this.secret != null) {
			end(gone, reason);
		}
	}

	/** Once, by whoever comes last: the end of the connection, or of connecting. */
	private void end(MemberClient gone, DisconnectReason reason) {
		if (ENDED.compareAndSet(this, 0, 1)) {
			this.support.metrics().disconnected(reason);
			this.support.membership().disconnected(gone, reason);
			this.support.expiries().forget(gone);
			this.support.sessions().ended(String.valueOf(this.secret), gone.identity());
		}
	}

}
