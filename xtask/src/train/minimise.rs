//! The minimum of a smooth convex function, by L-BFGS.
//!
//! Algorithm: Nocedal and Wright, *Numerical Optimization* (2006), algorithms 7.4 and 7.5, with backtracking. One thread,
//! sums in a fixed order: the same function gives the same bits. A strictly convex function (a penalty on every weight
//! makes it so) has one minimum, and the search ends so near to it that what differs between platforms vanishes when
//! weights are rounded.

/// Pairs of steps and gradients that are remembered.
const MEMORY: usize = 12;
/// The search ends when no partial derivative is larger.
const FLAT: f64 = 1e-8;
/// Steps after which the search ends in any case.
const STEPS: usize = 2000;

/// The weights at which `function` is least, from all zeros. It takes weights and a gradient to fill and gives its value.
pub fn minimise(dimensions: usize, mut function: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut at = vec![0.0; dimensions];
    let mut gradient = vec![0.0; dimensions];
    let mut value = function(&at, &mut gradient);
    let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    let mut next = vec![0.0; dimensions];
    let mut next_gradient = vec![0.0; dimensions];
    for _ in 0..STEPS {
        if gradient.iter().all(|g| g.abs() < FLAT) {
            break;
        }
        let mut direction = descent(&gradient, &memory);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            memory.clear();
            direction = gradient.iter().map(|g| -g).collect();
            slope = dot(&direction, &gradient);
        }
        let mut step = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        // Near the minimum two values differ by less than their last digit; there the slope decides.
        let slack = 1e-14 * value.abs();
        let mut found = false;
        for _ in 0..60 {
            for i in 0..dimensions {
                next[i] = at[i] + step * direction[i];
            }
            let reached = function(&next, &mut next_gradient);
            if reached <= value + 1e-4 * step * slope + slack {
                value = reached;
                found = true;
                break;
            }
            step *= 0.5;
        }
        if !found {
            break;
        }
        let moved: Vec<f64> = next.iter().zip(&at).map(|(n, a)| n - a).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(n, g)| n - g).collect();
        let curvature = dot(&moved, &turned);
        if curvature > 0.0 {
            if memory.len() == MEMORY {
                memory.remove(0);
            }
            memory.push((moved, turned, 1.0 / curvature));
        }
        std::mem::swap(&mut at, &mut next);
        std::mem::swap(&mut gradient, &mut next_gradient);
    }
    at
}

/// The direction in which to go: the negative gradient times the remembered inverse of the curvature.
fn descent(gradient: &[f64], memory: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned, inverse) in memory.iter().rev() {
        let share = inverse * dot(moved, &q);
        q.iter_mut().zip(turned).for_each(|(q, t)| *q -= share * t);
        shares.push(share);
    }
    if let Some((moved, turned, _)) = memory.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((moved, turned, inverse), share) in memory.iter().zip(shares.iter().rev()) {
        let back = inverse * dot(turned, &q);
        q.iter_mut().zip(moved).for_each(|(q, m)| *q += (share - back) * m);
    }
    q
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_point_of_a_bowl() {
        // Σ c (x − t)², steep in one direction and flat in another.
        let (steep, target) = ([1.0, 100.0, 0.01], [3.0, -2.0, 50.0]);
        let found = minimise(3, |x, g| {
            let mut sum = 0.0;
            for i in 0..3 {
                let d = x[i] - target[i];
                g[i] = 2.0 * steep[i] * d;
                sum += steep[i] * d * d;
            }
            sum
        });
        for i in 0..3 {
            assert!((found[i] - target[i]).abs() < 1e-5, "{found:?}");
        }
    }
}
