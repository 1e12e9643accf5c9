package io.dialogue.docs.hooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

/**
 * Stands for whatever knows the application's users.
 */
@Component
class Accounts {

	private final Map<String, Account> byToken = Map.of("token-of-ada", new Account("ada", Set.of("vip", "staff")),
			"token-of-bob", new Account("bob", Set.of()));

	CompletableFuture<Optional<Account>> findByToken(String token) {
		return CompletableFuture.completedFuture(Optional.ofNullable(this.byToken.get(token)));
	}

	record Account(String id, Set<String> roles) {

		Instant validUntil() {
			return Instant.now().plus(Duration.ofHours(1));
		}

	}

}
