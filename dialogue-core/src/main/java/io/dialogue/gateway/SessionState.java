package io.dialogue.gateway;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.membership.MemberClient;

/**
 * How far a connection has come on its way, and what ended it. Each step is atomic and
 * answers what came in between, so that of two who end a connection at once, exactly one
 * is to see to it. Safe for use by several threads.
 */
final class SessionState {

	private Stage stage = Stage.AUTHENTICATING;

	private @Nullable ClientIdentity identity;

	/** Between opening the session and connecting. */
	private Sessions.@Nullable Opened session;

	/** Brings the session back to its client. */
	private @Nullable SessionSecret secret;

	private volatile @Nullable MemberClient client;

	/** Why the server wants the connection to end, be it now or as soon as it can. */
	private @Nullable DisconnectReason cutOff;

	/** Why the connection has ended, or is about to in favour of another one. */
	private @Nullable DisconnectReason closed;

	/** The user for whom the connection is counted. */
	private @Nullable String countedFor;

	synchronized void authenticated(ClientIdentity known) {
		this.identity = known;
	}

	synchronized boolean isOf(String userId) {
		return this.identity != null && this.identity.userId().equals(userId);
	}

	/** Whether the way goes no further. */
	synchronized boolean isOver() {
		return this.closed != null || this.cutOff != null;
	}

	synchronized boolean isClosed() {
		return this.closed != null;
	}

	synchronized void opened(Sessions.Opened begun) {
		this.stage = Stage.OPENED;
		this.session = begun;
		this.secret = begun.secret();
	}

	synchronized Sessions.@Nullable Opened session() {
		return this.session;
	}

	synchronized @Nullable SessionSecret secret() {
		return this.secret;
	}

	synchronized void countedFor(String userId) {
		this.countedFor = userId;
	}

	/** Answers for whom the connection is to be counted no longer, once. */
	synchronized @Nullable String uncount() {
		String userId = this.countedFor;
		this.countedFor = null;
		return userId;
	}

	/**
	 * There is a client from now on, of which others do not know yet. Answers why the
	 * caller is to cut it off, or null.
	 */
	synchronized @Nullable DisconnectReason connecting(MemberClient connected) {
		this.stage = Stage.CONNECTING;
		this.session = null;
		this.identity = connected.identity();
		this.client = connected;
		return this.cutOff;
	}

	/** The client, or null before there is one. */
	@Nullable MemberClient client() {
		return this.client;
	}

	/** The client is known. Answers why the caller is to end it, or null. */
	synchronized @Nullable DisconnectReason announced() {
		this.stage = (this.closed != null) ? Stage.ENDED : Stage.ANNOUNCED;
		return this.closed;
	}

	/** The server ends it. Answers the client that the caller is to cut off, or null. */
	synchronized @Nullable MemberClient cutOff(DisconnectReason reason) {
		this.cutOff = reason;
		return this.client;
	}

	/** Another connection takes over. Answers the client whose seats are in the way. */
	synchronized @Nullable MemberClient takenOver() {
		this.closed = DisconnectReason.TAKEN_OVER;
		return this.client;
	}

	/**
	 * The connection has ended. Answers the client that the caller is to end, or null if
	 * there is none, or none yet: then who announces it does.
	 */
	synchronized @Nullable MemberClient closed(DisconnectReason reason) {
		this.closed = reason;
		if (this.stage != Stage.ANNOUNCED) {
			return null;
		}
		this.stage = Stage.ENDED;
		return this.client;
	}

	/**
	 * The stages, in order. From each, the way may end.
	 */
	private enum Stage {

		/** It is being found out who the client is. */
		AUTHENTICATING,

		/** There is a session; what it takes over is about to go. */
		OPENED,

		/** There is a client; the application's hooks hear of it. */
		CONNECTING,

		/** The client is registered and was told. */
		ANNOUNCED,

		/** The client's end is seen to. */
		ENDED

	}

}
