package io.dialogue.membership;

import java.util.concurrent.CompletableFuture;

import io.dialogue.room.Participant;

/**
 * A client's seat in a room: reserved at first, and taken once the room said so.
 */
final class Seat {

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	private final ManagedRoom room;

	private final Participant participant;

	private volatile boolean taken;

	Seat(ManagedRoom room, Participant participant) {
		this.room = room;
		this.participant = participant;
	}

	ManagedRoom room() {
		return this.room;
	}

	Participant participant() {
		return this.participant;
	}

	boolean isTaken() {
		return this.taken;
	}

	void take() {
		this.taken = true;
	}

	/** Completes when the join that reserved this seat is over. */
	CompletableFuture<Void> settled() {
		return this.settled;
	}

}
