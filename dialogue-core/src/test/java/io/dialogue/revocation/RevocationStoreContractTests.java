package io.dialogue.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every store of revocations keeps.
 */
public abstract class RevocationStoreContractTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final List<Revocation> heard = new ArrayList<>();

	private RevocationStore store;

	/**
	 * A store.
	 * @param maxUsers how many users' revocations it remembers at least
	 * @return the store, which is empty
	 */
	protected abstract RevocationStore create(int maxUsers);

	@BeforeEach
	void attach() {
		attach(100);
	}

	private void attach(int maxUsers) {
		this.store = create(maxUsers);
		this.store.attach(this.heard::add);
	}

	private boolean isRevoked(String userId, @Nullable Instant issuedAt) {
		return this.store.isRevoked(userId, issuedAt).toCompletableFuture().join();
	}

	private void revoke(String userId, Instant time) {
		this.store.revoke(new Revocation(userId, time)).toCompletableFuture().join();
	}

	@Test
	void nobodyIsRevokedAtFirst() {
		assertThat(isRevoked("a", NOON)).isFalse();
		assertThat(isRevoked("a", null)).isFalse();
	}

	@Test
	void whatWasIssuedUntilThenIsRefusedForThatUserOnly() {
		revoke("a", NOON);
		assertThat(isRevoked("a", NOON.minusSeconds(1))).isTrue();
		assertThat(isRevoked("a", NOON)).isTrue();
		assertThat(isRevoked("a", null)).isTrue();
		assertThat(isRevoked("a", NOON.plusMillis(1))).isFalse();
		assertThat(isRevoked("b", NOON.minusSeconds(1))).isFalse();
	}

	@Test
	void laterRevocationTakesThePlaceOfAnEarlierOne() {
		revoke("a", NOON);
		revoke("a", NOON.plusSeconds(60));
		assertThat(isRevoked("a", NOON.plusSeconds(30))).isTrue();
	}

	@Test
	void revocationCanBeTakenBack() {
		revoke("a", NOON);
		this.store.reinstate("a").toCompletableFuture().join();
		this.store.reinstate("nobody").toCompletableFuture().join();
		assertThat(isRevoked("a", NOON)).isFalse();
	}

	@Test
	void listenerHearsOfARevocationThatIsInEffectBeforeRevokeReturns() {
		List<Boolean> inEffect = new ArrayList<>();
		RevocationStore other = create(100);
		other.attach((revocation) -> inEffect
			.add(other.isRevoked(revocation.userId(), revocation.time()).toCompletableFuture().join()));
		other.revoke(new Revocation("a", NOON));
		assertThat(inEffect).containsExactly(true);
	}

	@Test
	void whatMustBeForgottenIsRefusedToEverybodyRatherThanAcceptedFromAnybody() {
		attach(2);
		for (int i = 0; i < 10; i++) {
			revoke("user-" + i, NOON.plusSeconds(i));
		}
		for (int i = 0; i < 10; i++) {
			assertThat(isRevoked("user-" + i, NOON.plusSeconds(i))).isTrue();
		}
		assertThat(isRevoked("user-0", NOON.plusSeconds(60))).isFalse();
		assertThat(isRevoked("stranger", NOON.plusSeconds(60))).isFalse();
	}

}
