package io.dialogue.docs.access;

import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

import io.dialogue.core.DialogueTemplate;

/**
 * Changes who belongs to a team.
 */
@Component
class Teams {

	private final Members members;

	private final DialogueTemplate dialogue;

	Teams(Members members, DialogueTemplate dialogue) {
		this.members = members;
		this.dialogue = dialogue;
	}

	// tag::reauthorize[]
	CompletableFuture<Void> exclude(String userId, String roomId) {
		this.members.remove(userId, roomId);
		return this.dialogue.reauthorize(userId);
	}
	// end::reauthorize[]

}
