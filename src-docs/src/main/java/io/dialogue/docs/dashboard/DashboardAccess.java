package io.dialogue.docs.dashboard;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;

/**
 * Knows users by their token, and lets administrators see the dashboard.
 */
// tag::access[]
@Component
class DashboardAccess implements Authenticator, ClientHooks {

	private static final Map<String, ClientIdentity> IDENTITIES = Map.of( // <1>
			"root-token", ClientIdentity.of("root").withAuthorities(Set.of("admin")), //
			"guest-token", ClientIdentity.of("guest"));

	@Override
	public AuthenticationResult authenticate(Handshake handshake) {
		@Nullable ClientIdentity identity = IDENTITIES.get(String.valueOf(handshake.token()));
		return (identity != null) ? AuthenticationResult.accept(identity) : AuthenticationResult.reject("Who are you?");
	}

	@Override
	public void onConnected(ConnectedClient client) {
		if (isAdmin(client)) {
			client.join("dashboard");
		}
	}

	@Override
	public HookDecision beforeJoin(ConnectedClient client, Room room) {
		return isAdmin(client) ? HookDecision.accept() : HookDecision.reject("Administrators only");
	}

	private static boolean isAdmin(ConnectedClient client) {
		return client.identity().authorities().contains("admin"); // <2>
	}

}
// end::access[]
