// What salesctl says of a chart -> an option of Apache ECharts -> SVG. Runs in duktape, so it is ECMAScript 5. Colours are
// names of the page's style, so that a chart is light or dark as the page is; numbers come with their texts for people.
var salesctl_chart = (function () {
  var width = 760;
  var text = { color: 'currentColor', fontFamily: 'inherit', fontSize: 13 };
  var colors = ['var(--bar)', 'var(--mark)', 'var(--soft)', 'var(--ink)'];
  var symbols = ['circle', 'diamond', 'triangle', 'rect'];

  // 0.125 -> 12.5%, 1234567.5 -> 1,234,567.5
  function tick(percent) {
    return function (value) {
      if (percent) return Math.round(value * 1000) / 10 + '%';
      var parts = String(value).split('.');
      parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ',');
      return parts.join('.');
    };
  }

  function valueAxis(chart) {
    return {
      type: 'value', axisLabel: { color: text.color, fontFamily: text.fontFamily, formatter: tick(chart.percent), hideOverlap: true },
      splitNumber: 4, splitLine: { lineStyle: { color: 'var(--line)' } }, axisLine: { show: false }, axisTick: { show: false }
    };
  }

  // A category per label, cut to what leaves room for the drawing: without fonts ECharts takes texts for narrower than they are.
  function labelAxis(labels, more) {
    var axis = {
      type: 'category', data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: 'var(--soft)' } },
      axisLabel: { color: text.color, fontFamily: text.fontFamily, fontSize: text.fontSize, interval: 0, width: 170, overflow: 'truncate' }
    };
    for (var name in more) axis[name] = more[name];
    return axis;
  }

  function legend(chart, marks) {
    if (chart.series.length < 2) return { show: false };
    return {
      top: 0, left: 0, itemWidth: 18, itemHeight: 10, itemGap: 22, textStyle: text,
      data: chart.series.map(function (s, i) { return marks ? { name: s.name, icon: marks[i % marks.length] } : s.name; })
    };
  }

  function upright(chart, option) {  // rows from top to bottom
    var top = chart.series.length > 1 ? 34 : 8;
    option.grid = { left: 24, right: 12, top: top, bottom: 4, containLabel: true };
    option.xAxis = valueAxis(chart);
    return option;
  }

  // What the numbers are, in a column to the right of the bars.
  function numbers(series) {
    return labelAxis(series.texts, { inverse: true, position: 'right', axisLine: { show: false } });
  }

  function bar(chart) {
    var many = chart.series.length > 1;
    var option = upright(chart, { legend: legend(chart) });
    option.yAxis = [labelAxis(chart.labels, { inverse: true })];
    if (!many) option.yAxis.push(numbers(chart.series[0]));
    if (many) option.grid.right = 90;  // for the last bar's number
    option.series = chart.series.map(function (s, i) {
      return {
        type: 'bar', name: s.name, data: s.values, barMaxWidth: 16, barGap: '15%', itemStyle: { color: colors[i % colors.length] },
        label: { show: many, position: 'right', color: text.color, fontFamily: text.fontFamily, fontSize: 12,
                 formatter: function (point) { return s.texts[point.dataIndex]; } }
      };
    });
    option.height = chart.labels.length * (many ? 16 + 18 * chart.series.length : 28) + 70;
    return option;
  }

  function bullet(chart) {
    var option = upright(chart, { legend: legend(chart, ['rect', 'path://M0,0 L3,0 L3,16 L0,16 Z']) });
    option.yAxis = [labelAxis(chart.labels, { inverse: true }), numbers(chart.series[0])];
    option.series = [{ type: 'bar', name: chart.series[0].name, data: chart.series[0].values, barWidth: 12, itemStyle: { color: colors[0] } }];
    if (chart.series.length > 1) {
      option.series.push({
        type: 'scatter', name: chart.series[1].name, symbol: 'rect', symbolSize: [4, 22], itemStyle: { color: colors[1], opacity: 1 },
        data: chart.series[1].values.map(function (v, i) { return [v, i]; }).filter(function (point) { return point[0] !== null; }), z: 3
      });
    }
    option.height = chart.labels.length * 28 + 70;
    return option;
  }

  function line(chart) {
    var axis = labelAxis(chart.labels, { boundaryGap: false });
    axis.axisLabel.interval = 'auto';
    axis.axisLabel.hideOverlap = true;
    return {
      legend: legend(chart), height: 320, grid: { left: 24, right: 40, top: 40, bottom: 4, containLabel: true },
      xAxis: axis, yAxis: valueAxis(chart),
      series: chart.series.map(function (s, i) {
        return {
          type: 'line', name: s.name, data: s.values, connectNulls: false,
          symbol: symbols[i % symbols.length], symbolSize: 7,
          showAllSymbol: chart.labels.length < 40, showSymbol: chart.labels.length < 40,
          itemStyle: { color: colors[i % colors.length] },
          lineStyle: { color: colors[i % colors.length], width: 2, type: i === 0 ? 'solid' : 'dashed' }
        };
      })
    };
  }

  function funnel(chart) {
    var s = chart.series[0];
    return {
      height: chart.labels.length * 44 + 16,
      series: [{
        type: 'funnel', sort: 'none', left: '10%', width: '80%', top: 8, bottom: 8, min: 0, minSize: '0%', gap: 4, labelLine: { show: false },
        data: s.values.map(function (v, i) {
          return { name: chart.labels[i], value: v === null ? 0 : v, itemStyle: { color: colors[0], opacity: 0.5, borderWidth: 0 } };
        }),
        label: { show: true, position: 'inside', color: text.color, fontFamily: text.fontFamily, fontSize: text.fontSize, opacity: 1,
                 formatter: function (point) { return point.name + '  ' + s.texts[point.dataIndex]; } }
      }]
    };
  }

  // cells: [column, row, strength from 0 to 1, text]
  function heat(chart) {
    var across = labelAxis(chart.across, { position: 'top', axisLine: { show: false } });
    across.axisLabel.width = 70;
    across.axisLabel.interval = 'auto';
    return {
      height: chart.labels.length * 28 + 40, grid: { left: 24, right: 4, top: 4, bottom: 4, containLabel: true },
      xAxis: across, yAxis: labelAxis(chart.labels, { inverse: true, axisLine: { show: false } }),
      series: [{
        type: 'custom', data: chart.cells.map(function (c) { return [c[0], c[1]]; }),
        renderItem: function (params, api) {
          var cell = chart.cells[params.dataIndex];
          var at = api.coord([cell[0], cell[1]]);
          var size = api.size([1, 1]);
          var box = { x: at[0] - size[0] / 2 + 1, y: at[1] - size[1] / 2 + 1, width: size[0] - 2, height: size[1] - 2 };
          return {
            type: 'group', children: [
              { type: 'rect', shape: box, style: { fill: colors[0], opacity: 0.06 + 0.54 * cell[2] } },
              { type: 'text', style: { text: cell[3], x: at[0], y: at[1], align: 'center', verticalAlign: 'middle', fill: text.color,
                                       fontFamily: text.fontFamily, fontSize: 11, width: size[0] - 4, overflow: 'truncate' } }]
          };
        }
      }]
    };
  }

  var kinds = { bar: bar, bullet: bullet, line: line, funnel: funnel, heat: heat };

  return function (said) {
    var chart = JSON.parse(said);
    var option = kinds[chart.kind](chart);
    var height = option.height;
    delete option.height;
    option.animation = false;
    option.textStyle = text;
    var drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    drawing.setOption(option);
    var svg = drawing.renderToSVGString();
    drawing.dispose();
    // What is there for a mouse goes, since nothing listens to it, and so do clips, whose names would differ from one drawing
    // to the next. Quotes and < of names are escaped, so that this meets tags and attributes only.
    return svg.replace(/<(style|defs)[\s\S]*?<\/\1>/g, '')
      .replace(/ (class="zr[^"]*"|ecmeta_\w+="[^"]*"|pointer-events="visible"|clip-path="[^"]*")/g, '');
  };
})();
