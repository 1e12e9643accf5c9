package io.dialogue.docs.access;

import java.util.concurrent.CompletionStage;

import org.springframework.stereotype.Component;

import io.dialogue.access.AccessAction;
import io.dialogue.hook.AccessRequest;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.room.RoomDefinition;

/**
 * Lets only those into a team's room who belong to the team.
 */
// tag::authorizer[]
@Component
class Memberships implements RoomAuthorizer {

	private final Members members;

	Memberships(Members members) {
		this.members = members;
	}

	@Override
	public CompletionStage<Boolean> authorize(AccessRequest request) {
		return this.members.isMember(request.client().userId(), request.roomId()); // <1>
	}

	@Override
	public boolean supports(AccessAction action, RoomDefinition room) {
		return action == AccessAction.JOIN && room.id().startsWith("team-"); // <2>
	}

}
// end::authorizer[]
