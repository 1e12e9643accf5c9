package io.dialogue.docs.dashboard;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

/**
 * Knows users by their token.
 */
// tag::users[]
@Component
class DashboardUsers implements Authenticator {

	private static final Map<String, ClientIdentity> IDENTITIES = Map.of( // <1>
			"root-token", ClientIdentity.of("root").withAuthorities(Set.of("admin")), // <2>
			"guest-token", ClientIdentity.of("guest"));

	@Override
	public AuthenticationResult authenticate(Handshake handshake) {
		@Nullable ClientIdentity identity = IDENTITIES.get(String.valueOf(handshake.token()));
		return (identity != null) ? AuthenticationResult.accept(identity) : AuthenticationResult.reject("Who are you?");
	}

}
// end::users[]
