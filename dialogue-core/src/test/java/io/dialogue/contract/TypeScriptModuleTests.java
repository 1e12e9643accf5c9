package io.dialogue.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.PayloadSchema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract as TypeScript.
 */
class TypeScriptModuleTests {

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	@Test
	void recordIsAnInterfaceWithItsConstraintsAsComments() {
		assertThat(module(List.of(event("message", Message.class)))).contains("""
				export interface Message {
				  /**
				   * @maxLength 1000
				   * @pattern [^\\u0000-\\u0020]
				   */
				  text: string;
				  senderId: string;
				  replyTo?: string | null;
				}
				""").contains("""
				export interface Events {
				  "message": Message;
				}
				""");
	}

	@Test
	void fieldsHaveTheTypesOfTheirJson() {
		assertThat(module(List.of(event("wide", Wide.class)))).contains("  number: number;\n", "  tags: string[];\n",
				"  points: { [key: string]: Point };\n", "  shape: Shape;\n",
				"  level: \"low\" | \"mid\" | \"high\" | \"top\";\n", "  y?: number | null;\n",
				"export type Shape = ({\n", "({\n  kind: \"circle\";\n} & Circle)");
	}

	@Test
	void eventWithoutDeclarationIsUnknown() {
		assertThat(module(List.of(EventDefinition.of("ping").withDescription("Are you there?"))))
			.contains("  /** Are you there? */\n  \"ping\": unknown;\n");
	}

	@Test
	void roomHasTheNamesOfItsEvents() {
		assertThat(module(List.of(), ContractRoom.of("chat", "Chat", "To talk", List.of("b", "a"), List.of("c")),
				ContractRoom.of("silent", "Silent", null, List.of(), List.of()),
				ContractRoom.of("any", "Any", null, List.of("*", "a"), List.of())))
			.contains("""
					export interface Rooms {
					  /** Any */
					  "any": { trigger: string; receive: string };
					  /**
					   * Chat
					   * To talk
					   */
					  "chat": { trigger: "a" | "b"; receive: "a" | "b" | "c" };
					  /** Silent */
					  "silent": { trigger: never; receive: never };
					}
					""");
	}

	@Test
	void familyHasTheEventsOfRoomsThatBelongToIt() {
		assertThat(module(List.of(), ContractRoom.of("game-{gameId}", "Game", null, List.of("move"), List.of()),
				ContractRoom.of("game-lobby", "Lobby", null, List.of("chat"), List.of()),
				ContractRoom.of("other", "Other", null, List.of("x"), List.of()),
				ContractRoom.of("{a}:{b}", "Pair", null, List.of("y"), List.of())))
			.contains("[room: `game-${string}`]: { trigger: \"chat\" | \"move\"; receive: \"chat\" | \"move\" };",
					"\"game-lobby\": { trigger: \"chat\"; receive: \"chat\" };",
					"[room: `${string}:${string}`]: { trigger: \"y\"; receive: \"y\" };");
	}

	@Test
	void familiesOfTheSameShapeAreOne() {
		assertThat(module(List.of(), ContractRoom.of("a-{x}", "A", null, List.of("m"), List.of()),
				ContractRoom.of("a-{y}", "A", null, List.of("n"), List.of())))
			.containsOnlyOnce("[room: `a-${string}`]: { trigger: \"m\" | \"n\"; receive: \"m\" | \"n\" };");
	}

	@Test
	void typesThatShareANameAreNumbered() {
		String one = module(List.of(event("a", Message.class), event("b", Other.Message.class)));
		String other = module(List.of(event("b", Other.Message.class), event("a", Message.class)));
		assertThat(one).contains("export interface Message {", "export interface Message2 {").isEqualTo(other);
	}

	@Test
	void typesDoNotTakeTheNamesOfTheModule() {
		assertThat(module(List.of(event("a", Other.Events.class)))).contains("export interface Events2 {",
				"\"a\": Events2;");
	}

	@Test
	void textsOfTheApplicationDoNotEndWhatTheyStandIn() {
		assertThat(module(List.of(EventDefinition.of("x").withDescription("*/ alert(1) /*\u0007\n`${evil}`")),
				ContractRoom.of("r", "*/ throw 1; //\r\nsecond", null, List.of(), List.of())))
			.contains("   * *\\/ alert(1) /*\n   * `${evil}`\n", "   * *\\/ throw 1; //\n   * second\n")
			.doesNotContain(" */ alert", " */ throw");
		assertThat(TypeScriptText.template(List.of("a`${x}\\", ""))).isEqualTo("`a\\`\\${x}\\\\${string}`");
		assertThat(TypeScriptText.property("with \"quotes\"\n")).isEqualTo("\"with \\\"quotes\\\"\\n\"");
	}

	@Test
	void schemaOfAResourceIsKeptWithItsDefinitions() {
		String module = module(List.of(EventDefinition.of("poll-vote").withSchema(schema("""
				{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["choice"],
				"properties":{"choice":{"$ref":"#/$defs/choice"},"more":{"type":"array","items":{"$ref":"#"}},
				"odd name":{"oneOf":[{"type":"integer"},{"type":"null"}]}},"additionalProperties":false,
				"$defs":{"choice":{"enum":["yes","no"]}}}"""))));
		assertThat(module).contains("export type PollVote = {\n  choice: PollVoteChoice;\n  more?: PollVote[];\n"
				+ "  \"odd name\"?: number | null;\n};", "export type PollVoteChoice = \"yes\" | \"no\";");
	}

	@Test
	void schemaThatRefersToOthersIsUnknown() {
		assertThat(module(List.of(EventDefinition.of("a").withSchema(schema("{\"$ref\":\"classpath:/other.json\"}")),
				EventDefinition.of("b").withSchema(schema("{\"$id\":\"x\",\"$ref\":\"#anchor\"}")),
				EventDefinition.of("c").withSchema((payload) -> List.of()),
				EventDefinition.of("d").withSchema(schema("false")))))
			.contains("\"a\": unknown;", "\"b\": unknown;", "\"c\": unknown;", "\"d\": never;");
	}

	@Test
	void errorsAreThoseOfTheCatalogue() {
		assertThat(module(List.of()))
			.contains(Arrays.stream(ErrorCode.values()).map((code) -> "\n  | \"" + code + "\"").toList());
	}

	private static String module(List<EventDefinition> events, ContractRoom... rooms) {
		return new Contract(new EventRegistry(events), List.of(rooms), new EventCodec(JsonMapper.shared()), VALIDATOR)
			.typeScript();
	}

	private static EventDefinition event(String name, Class<?> type) {
		return EventDefinition.of(name).withPayloadType(type);
	}

	private static PayloadSchema schema(String json) {
		JsonNode document = JsonMapper.shared().readTree(json);
		return new PayloadSchema() {

			@Override
			public List<Violation> validate(JsonNode payload) {
				return List.of();
			}

			@Override
			public JsonNode document() {
				return document;
			}

		};
	}

	record Message(@NotBlank @Size(max = 1000) String text, String senderId, @Nullable String replyTo) {

	}

	record Wide(int number, List<String> tags, Map<String, SampleTypes.Point> points, SampleTypes.Shape shape,
			SampleTypes.Level level) {

	}

	/**
	 * Types whose names are taken.
	 */
	static final class Other {

		record Message(int number) {

		}

		record Events(int number) {

		}

	}

}
