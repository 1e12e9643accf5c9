package io.dialogue.client;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Headers, or parameters, of a request: a few names with their values, one after the
 * other in one array, because every client that is connected keeps its own. Immutable;
 * looked up by going through them.
 */
final class RequestFields extends AbstractMap<String, List<String>> {

	private static final RequestFields NONE = new RequestFields(new String[0], false);

	/**
	 * Names, each followed by one of its values; those of one name next to each other.
	 */
	private final String[] fields;

	private final boolean ignoringCase;

	private RequestFields(String[] fields, boolean ignoringCase) {
		this.fields = fields;
		this.ignoringCase = ignoringCase;
	}

	/**
	 * Fields whose names are told apart by case.
	 * @param values the values by name
	 * @return the fields, in the same order
	 */
	static Map<String, List<String>> of(Map<String, List<String>> values) {
		return (values instanceof RequestFields fields && !fields.ignoringCase) ? fields : copy(values, false);
	}

	/**
	 * Fields whose names are found in any case.
	 * @param values the values by name
	 * @return the fields, by name
	 */
	static Map<String, List<String>> ignoringCase(Map<String, List<String>> values) {
		if (values instanceof RequestFields fields && fields.ignoringCase) {
			return fields;
		}
		Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		sorted.putAll(values);
		return copy(sorted, true);
	}

	private static RequestFields copy(Map<String, List<String>> values, boolean ignoringCase) {
		if (values.isEmpty() && !ignoringCase) {
			return NONE;
		}
		List<String> fields = new ArrayList<>(2 * values.size());
		values.forEach((name, all) -> all.forEach((value) -> {
			fields.add(name);
			fields.add(value);
		}));
		return new RequestFields(fields.toArray(String[]::new), ignoringCase);
	}

	@Override
	public @Nullable List<String> get(@Nullable Object name) {
		List<String> values = new ArrayList<>(1);
		for (int i = 0; i < this.fields.length; i += 2) {
			if (isName(this.fields[i], name)) {
				values.add(this.fields[i + 1]);
			}
		}
		return values.isEmpty() ? null : Collections.unmodifiableList(values);
	}

	private boolean isName(String name, @Nullable Object other) {
		return this.ignoringCase ? (other instanceof String text && name.equalsIgnoreCase(text)) : name.equals(other);
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return get(name) != null;
	}

	@Override
	public Set<Entry<String, List<String>>> entrySet() {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (int i = 0; i < this.fields.length; i += 2) {
			values.computeIfAbsent(this.fields[i], (name) -> new ArrayList<>()).add(this.fields[i + 1]);
		}
		values.replaceAll((name, all) -> Collections.unmodifiableList(all));
		return Collections.unmodifiableMap(values).entrySet();
	}

}
