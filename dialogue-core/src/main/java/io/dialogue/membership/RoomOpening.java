package io.dialogue.membership;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.RoomTemplate;
import io.dialogue.room.RoomTemplates;

/**
 * Finds the room to be joined, and creates it where a template provides for it: not
 * before the join was authorised.
 */
final class RoomOpening {

	private final RoomDirectory directory;

	private final RoomManager rooms;

	private final RoomTemplates templates;

	private final MembershipStore store;

	private final RoomEvents events;

	RoomOpening(RoomDirectory directory, RoomManager rooms, RoomTemplates templates, MembershipStore store,
			RoomEvents events) {
		this.directory = directory;
		this.rooms = rooms;
		this.templates = templates;
		this.store = store;
		this.events = events;
	}

	/** The room, or one that is not there yet, or null if there can be none. */
	@Nullable ManagedRoom find(String roomId, MemberClient client, boolean asked) {
		ManagedRoom room = this.directory.find(roomId);
		if (room != null) {
			return room;
		}
		RoomTemplate template = this.templates.find(roomId);
		if (template == null || !template.createdOnJoin()) {
			return null;
		}
		return new ManagedRoom(template.define(roomId, asked ? client.userId() : null), this.store, this.events);
	}

	/**
	 * Completes with the room that is there in the end, whoever created it; with null if
	 * the one that was found was there and has gone.
	 */
	CompletionStage<@Nullable ManagedRoom> open(ManagedRoom found) {
		ManagedRoom room = this.directory.find(found.id());
		if (room != null || found.isClosed()) {
			return CompletableFuture.completedStage(room);
		}
		return this.rooms.create(found.definition()).handle((created, ex) -> {
			if (ex == null || isCreatedByAnother(ex)) {
				return open(found);
			}
			return CompletableFuture.<@Nullable ManagedRoom>failedStage(ex);
		}).thenCompose((opened) -> opened);
	}

	private static boolean isCreatedByAnother(Throwable failure) {
		return Incident.cause(failure) instanceof DialogueException refusal && refusal.code() == ErrorCode.ROOM_EXISTS;
	}

}
