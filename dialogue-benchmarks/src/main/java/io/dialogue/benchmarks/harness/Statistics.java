package io.dialogue.benchmarks.harness;

import java.util.Collections;
import java.util.List;

/**
 * Arithmetic on few numbers.
 */
final class Statistics {

	private Statistics() {
	}

	/**
	 * The median.
	 * @param values the numbers; those that are none are left out
	 * @return the middle one, or the mean of the two in the middle; not a number if there
	 * are none
	 */
	static double median(List<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).sorted().toArray();
		int half = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return (sorted.length % 2 == 1) ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}

	/**
	 * An interval in which the median of what the numbers are drawn from lies with a
	 * probability of 95 % at least, whatever its distribution: between two of the numbers
	 * in order, by the binomial distribution.
	 * @param values the numbers; with fewer than six, the interval is all that they span
	 * @return its ends
	 */
	static Interval medianInterval(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int count = sorted.size();
		double term = Math.pow(0.5, count);
		double tail = term;
		int left = 0;
		while (tail + term * (count - left) / (left + 1) <= 0.025) {
			term = term * (count - left) / (left + 1);
			tail += term;
			left++;
		}
		return new Interval(sorted.get(left), sorted.get(count - 1 - left));
	}

	/**
	 * All that numbers span.
	 * @param values the numbers, one at least
	 * @return the least and the most
	 */
	static Interval span(List<Double> values) {
		return new Interval(Collections.min(values), Collections.max(values));
	}

	/**
	 * Fits {@code y = a + b x}, by least squares of the relative errors, so that large
	 * values do not outweigh small ones.
	 * @param x the abscissas
	 * @param y the ordinates, positive
	 * @return the line
	 */
	static Line fit(double[] x, double[] y) {
		double weights = 0;
		double sumX = 0;
		double sumY = 0;
		double sumXx = 0;
		double sumXy = 0;
		for (int i = 0; i < x.length; i++) {
			double weight = 1 / (y[i] * y[i]);
			weights += weight;
			sumX += weight * x[i];
			sumY += weight * y[i];
			sumXx += weight * x[i] * x[i];
			sumXy += weight * x[i] * y[i];
		}
		double b = (weights * sumXy - sumX * sumY) / (weights * sumXx - sumX * sumX);
		return new Line((sumY - b * sumX) / weights, b);
	}

	/**
	 * A straight line.
	 *
	 * @param a its value at 0
	 * @param b its slope
	 */
	record Line(double a, double b) {

	}

	/**
	 * An interval.
	 *
	 * @param least its lower end
	 * @param most its upper end
	 */
	record Interval(double least, double most) {

	}

}
