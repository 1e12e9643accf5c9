package io.dialogue.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestFieldsTests {

	@Test
	void behavesAsTheMapItIsMadeOf() {
		Map<String, List<String>> values = new LinkedHashMap<>();
		values.put("b", List.of("1", "2"));
		values.put("a", List.of("3"));
		Map<String, List<String>> fields = RequestFields.of(values);
		assertThat(fields).isEqualTo(values).hasSameHashCodeAs(values);
		assertThat(fields.keySet()).containsExactly("b", "a");
		assertThat(fields.get("b")).containsExactly("1", "2");
		assertThat(fields.get("B")).isNull();
		assertThat(fields).containsKey("a").doesNotContainKey("c").hasSize(2);
	}

	@Test
	void namesAreFoundInAnyCaseWhereCaseDoesNotCount() {
		Map<String, List<String>> fields = RequestFields
			.ignoringCase(Map.of("User-Agent", List.of("x"), "Accept", List.of("y")));
		assertThat(fields.get("user-agent")).containsExactly("x");
		assertThat(fields).containsKey("ACCEPT").doesNotContainKey("host");
		assertThat(fields.keySet()).containsExactly("Accept", "User-Agent");
	}

	@Test
	void isNotCopiedAgain() {
		Map<String, List<String>> query = RequestFields.of(Map.of("a", List.of("1")));
		assertThat(RequestFields.of(query)).isSameAs(query);
		Map<String, List<String>> headers = RequestFields.ignoringCase(Map.of("a", List.of("1")));
		assertThat(RequestFields.ignoringCase(headers)).isSameAs(headers);
		assertThat(RequestFields.of(headers).get("A")).isNull();
	}

	@Test
	void cannotBeModified() {
		Map<String, List<String>> fields = RequestFields.of(Map.of("a", List.of("1")));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> fields.remove("a"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> fields.get("a").add("2"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> fields.entrySet().iterator().next().getValue().clear());
		assertThat(fields).containsEntry("a", List.of("1"));
	}

}
