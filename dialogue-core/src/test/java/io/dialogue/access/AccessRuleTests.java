package io.dialogue.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.client.ClientIdentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the words of rules mean.
 */
class AccessRuleTests {

	private static final AccessTarget ROOM = new Target("ada", Map.of("userId", "ben"));

	private static final Requester ADA = ClientIdentity.of("ada");

	private static final Requester BEN = ClientIdentity.claimed("ben");

	private static final Requester ADMIN = ClientIdentity.of("eve").withAuthorities(Set.of("admin"));

	@ParameterizedTest
	@CsvSource({ "anyone, true, true, true", "nobody, false, false, false", "authenticated, true, false, true",
			"creator, true, false, false", "authority:admin, false, false, true",
			"authority:Admin, false, false, false", "user:ada, true, false, false", "user:{userId}, false, true, false",
			"user:{other}, false, false, false" })
	void wordLetsPass(String word, boolean ada, boolean ben, boolean admin) {
		AccessRule rule = AccessRule.of(word);
		assertThat(List.of(rule.permits(ADA, ROOM), rule.permits(BEN, ROOM), rule.permits(ADMIN, ROOM)))
			.containsExactly(ada, ben, admin);
		assertThat(rule).hasToString(word);
	}

	@Test
	void oneWordOfSeveralIsEnough() {
		AccessRule rule = AccessRule.of("authority:editor", "authority:admin", "creator");
		assertThat(rule.permits(ADMIN, ROOM)).isTrue();
		assertThat(rule.permits(ADA, ROOM)).isTrue();
		assertThat(rule.permits(BEN, ROOM)).isFalse();
		assertThat(rule.authorities()).containsExactly("editor", "admin");
		assertThat(AccessRule.of("user:{a}", "user:b").variables()).containsExactly("a");
	}

	@Test
	void nobodyIsTheCreatorOfARoomOfTheServer() {
		assertThat(AccessRule.CREATOR.permits(ADA, new Target(null, Map.of()))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "everyone", "Anyone", "authority:", "authority: ", "user:", "user:{}", "user:{a-b}",
			"user:x{a}", "user:{a}x", "role:admin", "anyone:x" })
	void wordThatIsNoneIsRefused(String word) {
		assertThatIllegalArgumentException().isThrownBy(() -> AccessRule.of(word));
	}

	@Test
	void nobodyStandsAlone() {
		assertThatIllegalArgumentException().isThrownBy(() -> AccessRule.of("nobody", "creator"));
		assertThatIllegalArgumentException().isThrownBy(AccessRule::of);
	}

	private record Target(@Nullable String createdById, Map<String, String> variables) implements AccessTarget {

	}

}
