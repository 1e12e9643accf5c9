package io.dialogue.room;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How ids of rooms are read and written by a pattern.
 */
class RoomIdPatternTests {

	@Test
	void variablesAreRead() {
		assertThat(RoomIdPattern.parse("game-{gameId}").match("game-42")).isEqualTo(Map.of("gameId", "42"));
		assertThat(RoomIdPattern.parse("chat:{a}:{b}").match("chat:x-1:y@z.org"))
			.isEqualTo(Map.of("a", "x-1", "b", "y@z.org"));
		assertThat(RoomIdPattern.parse("{id}.log").match("x.log")).isEqualTo(Map.of("id", "x"));
		assertThat(RoomIdPattern.parse("user-{id}").match("user-550e8400-e29b-41d4"))
			.isEqualTo(Map.of("id", "550e8400-e29b-41d4"));
	}

	@ParameterizedTest
	@CsvSource({ "game-{id}, game-", "game-{id}, game", "game-{id}, Game-1", "game-{id}, xgame-1",
			"game-{id}, game-1:2", "chat-{a}-{b}, chat-x-y-z:1", "{a}.x, a.b.x", "game-{id}, game-a b",
			"game-{id}, game-a/b", "game-{id}, game-é", "game-{id}, game-{id}", "game.{id}, game-1" })
	void idThatDoesNotMatchHasNoVariables(String pattern, String id) {
		assertThat(RoomIdPattern.parse(pattern).match(id)).isNull();
		assertThat(RoomIdPattern.parse(pattern).matches(id)).isFalse();
	}

	@Test
	void variableEndsAtTheFirstSeparator() {
		assertThat(RoomIdPattern.parse("chat-{a}-{b}").match("chat-x-y-z")).isEqualTo(Map.of("a", "x", "b", "y-z"));
	}

	@Test
	void longIdsDoNotMatch() {
		RoomIdPattern pattern = RoomIdPattern.parse("game-{id}");
		assertThat(pattern.matches("game-" + "1".repeat(RoomId.MAX_LENGTH - 5))).isTrue();
		assertThat(pattern.matches("game-" + "1".repeat(RoomId.MAX_LENGTH - 4))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "game", "{a}{b}", "game-{", "game-}", "{}", "{1a}", "{a-b}", "{a}-{a}", "x y {a}", "{{a}}",
			"{a}/{b}", "" })
	void patternThatBreaksTheRulesIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RoomIdPattern.parse(text));
	}

	@Test
	void idIsWrittenFromValuesThatItWouldBeReadAs() {
		RoomIdPattern pattern = RoomIdPattern.parse("chat-{a}-{b}");
		assertThat(pattern.expand(Map.of("a", "x", "b", "y"))).isEqualTo("chat-x-y");
		assertThat(pattern.variables()).isEqualTo(List.of("a", "b"));
		for (Map<String, String> values : List.of(Map.of("a", "x-y", "b", "z"), Map.of("a", "x"),
				Map.of("a", "", "b", "z"), Map.of("a", "x", "b", "y:z"), Map.of("a", "x", "b", "y", "c", "z"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> pattern.expand(values));
		}
	}

	@ParameterizedTest
	@CsvSource({ "game-{id}, game-{id}-{round}, true", "game-{id}, user-{id}, false", "{any}, game-{id}, true",
			"{any}, game:{id}, false", "game:{id}, game:{id}:{round}, false", "a{x}, {y}b, true", "{x}:a, {y}:b, false",
			"chat-{a}-{b}, chat-{a}, true", "x.{a}, x-{a}, false" })
	void overlapIsFound(String first, String second, boolean overlap) {
		assertThat(RoomIdPattern.parse(first).overlaps(RoomIdPattern.parse(second))).isEqualTo(overlap);
		assertThat(RoomIdPattern.parse(second).overlaps(RoomIdPattern.parse(first))).isEqualTo(overlap);
	}

	@Test
	void templatesThatOverlapAreRefused() {
		RoomTemplate game = RoomTemplate.of("game-{id}", "Game {id}", RoomSettings.DEFAULTS);
		RoomTemplate round = RoomTemplate.of("game-{id}-{round}", "Round", RoomSettings.DEFAULTS);
		assertThatIllegalArgumentException().isThrownBy(() -> new RoomTemplates(List.of(game, round)))
			.withMessage("Room templates 'game-{id}' and 'game-{id}-{round}' overlap");
		assertThat(new RoomTemplates(List.of(game)).find("game-1")).isSameAs(game);
		assertThat(RoomTemplates.NONE.find("game-1")).isNull();
	}

	@Test
	void roomOfATemplateHasItsVariablesAndTheTemplateAsLabel() {
		RoomTemplate game = RoomTemplate.of("game-{id}", "Game {id}", RoomSettings.DEFAULTS);
		RoomDefinition room = game.define("game-7", "ada");
		assertThat(room.name()).isEqualTo("Game 7");
		assertThat(room.label()).isEqualTo("game-{id}");
		assertThat(room.key()).isEqualTo("game-{id}");
		assertThat(room.variables()).isEqualTo(Map.of("id", "7"));
		assertThat(room.createdById()).isEqualTo("ada");
		assertThatIllegalArgumentException().isThrownBy(() -> game.define("user-7", null));
	}

}
